/** What a company has after some years; the staff stay 200 in five departments. */
export interface CompanySize {
  /** 1: a thousand customers, a thousand complaints, 9,000 rows of history, 10,000 duties of which 4 % are open. */
  times: number;
}

export const smallCompany: CompanySize = { times: 1 };
export const largeCompany: CompanySize = { times: 100 };

/** Customers, complaints and handoffs of the small company: the large one has them too, with the same owners. */
export const core = 1_000;
export const membersOfADepartment = 40;
/** People who were in a department before it was filled, at most. */
export const before = 3;
/** One duty, complaint, handoff or alert in so many is not done yet. */
export const openOneIn = 25;
