/** What an operation that makes something found: a new one, one like it, or the one that the same key made. */
export type Made<T> = { how: 'made' | 'alike' | 'again'; made: T }
/** 201, 200 and 409 tell them apart; the body is the thing itself each time (FDX money movement, responses). */
export const MADE_STATUS: Readonly<Record<Made<unknown>['how'], number>> = { made: 201, alike: 200, again: 409 }
