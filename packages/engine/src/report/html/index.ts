export { type HtmlOptions, policyHash, reportBody, writeHtml } from './report.ts';
export { reportScript } from './script.ts';
export { reportStyle } from './style.ts';
