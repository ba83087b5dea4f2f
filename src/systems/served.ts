export const servedNames = ['portal', 'one-stop'] as const
export type ServedName = (typeof servedNames)[number]
