/** The global variable that holds the counters of the branches passed. */
export const countersName = '__ipsecDoctorCounters';
