// From what was typed to what is submitted. Pure.

export const MAX_JOBS = 1000;
const MAX_NAME_LENGTH = 200;

/** One company a line; lines without a visible character and those that repeat another are left out. */
export function companiesOf(text) {
  const seen = new Map();
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    // spreadsheets separate cells by tabs
    const company = line.replace(/\s+/g, ' ').trim();
    const key = company.normalize('NFKC').toLowerCase();
    if (/[^\s\p{Cf}]/u.test(company) && !seen.has(key)) seen.set(key, company);
  }
  return [...seen.values()];
}

/** @returns what is wrong with the companies, in a sentence; null if nothing is */
export function complaint(companies) {
  if (companies.length === 0) return 'Give the name of a company.';
  if (companies.length > MAX_JOBS)
    return `The list has ${companies.length} companies; at most ${MAX_JOBS} can be submitted at once.`;
  const long = companies.find(company => [...company].length > MAX_NAME_LENGTH);
  return long ? `A name has at most ${MAX_NAME_LENGTH} characters: “${[...long].slice(0, 40).join('')}…” is longer.` : null;
}

/** @param options the fields of the form; those left as they are are not sent */
export function jobsOf(companies, options) {
  const shared = {};
  if (options.max_sources) shared.max_sources = Number(options.max_sources);
  if (options.search_depth) shared.search_depth = options.search_depth;
  if (options.topic) shared.topic = options.topic;
  if (options.budget_credits) shared.budget_credits = Number(options.budget_credits);
  if (options.deliver === false) shared.deliver = false;
  return companies.map(company => ({ company, ...shared }));
}

/** @returns the submitted ones and the refused ones of a batch, in the order of the companies */
export function submitted(companies, answer) {
  return answer.jobs.map(job => ({
    company: companies[job.index],
    id: job.run_id ?? null,
    problem: job.run_id ? null : (job.problem?.detail ?? job.problem?.title ?? `The service answered ${job.status}.`),
  }));
}
