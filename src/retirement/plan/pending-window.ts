/** Days between scheduling a deletion and the deletion: the longest that AWS allows. */
export const PENDING_WINDOW_DAYS = 30
