/** Settings that swanctl.conf(5) knows, so that a misspelled one can be told. Suffixes of numbered keys are cut before the look-up. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const connectionKeys: ReadonlySet<string> = words(
  'version local_addrs remote_addrs local_port remote_port proposals vips aggressive pull dscp encap mobike dpd_delay dpd_timeout fragmentation childless send_certreq send_cert ppk_id ppk_required keyingtries unique reauth_time rekey_time over_time rand_time pools if_id_in if_id_out mediation mediated_by mediation_peer ocsp interface per_cpu_sas',
);

export const authKeys: ReadonlySet<string> = words(
  'round certs pubkeys auth id eap_id aaa_id xauth_id groups cert_policy cacerts ca_id revocation',
);

export const childKeys: ReadonlySet<string> = words(
  'ah_proposals esp_proposals sha256_96 local_ts remote_ts rekey_time life_time rand_time rekey_bytes life_bytes rand_bytes rekey_packets life_packets rand_packets updown hostaccess mode policies policies_fwd_out dpd_action ipcomp inactivity reqid priority interface mark_in mark_in_sa mark_out set_mark_in set_mark_out if_id_in if_id_out label label_mode tfc_padding replay_window hw_offload copy_df copy_ecn copy_dscp start_action close_action per_cpu_sas icmp',
);

/** Settings of a connection or child that say where a file or script is: kept out of the neutral settings. */
export const unneeded: ReadonlySet<string> = words(
  'version local_addrs remote_addrs proposals aggressive esp_proposals ah_proposals local_ts remote_ts mode updown',
);
