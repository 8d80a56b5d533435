/** What random tests begin with: always the same, unless HXWS_SEED asks for others. */
export const seed = Number(process.env.HXWS_SEED ?? 1)
