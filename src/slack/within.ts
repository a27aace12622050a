/** What `work` gives, or `otherwise` when that takes longer than `ms` milliseconds of real time. */
export async function within<T, Late>(work: Promise<T>, ms: number, otherwise: Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Late>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
