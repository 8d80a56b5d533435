/** What the command's exit says to scripts. */
export const Status = { fine: 0, found: 1, wrongUse: 2 }
