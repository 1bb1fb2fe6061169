/** Opens nothing by itself: what the embedded cloud expects where hosted Supabase has a project's publishable key. */
export const PUBLISHABLE_KEY = 'sb_publishable_showrunner_demo';
