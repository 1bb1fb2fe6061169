/**
 * What the simulated worker writes with. {topic} is the project's subject, {actor}, {share}, {count}, {months} and {when} are
 * drawn anew for each sentence. Plain prose that fits any subject; no fact in it is real.
 */
export const ACTORS = [
  'established firms',
  'younger companies',
  'regulators',
  'institutional buyers',
  'public bodies',
  'investors',
  'suppliers',
  'specialist operators',
] as const;

export const PERIODS = [
  'over the last quarter',
  'since the spring',
  'in the past twelve months',
  'since our first episode',
  'over two budget cycles',
  'in recent weeks',
] as const;

export const OPENINGS = [
  'The short answer this time is that {topic} is moving, but not where most of the commentary is looking.',
  'Three things changed in {topic} {when}, and only one of them made headlines.',
  'For once the numbers on {topic} and the mood around it point the same way.',
  'Anyone following {topic} from a distance would say that little has happened; seen from close by, the picture is different.',
  'The argument about {topic} has shifted from whether to how fast, and that changes which evidence matters.',
  'This episode takes a step back: not the latest announcement about {topic}, but the slower movement beneath it.',
] as const;

export const EVIDENCE = [
  'Of the {count} organisations whose filings we compared, about {share} per cent reported a change of plan {when}, most of them towards smaller and earlier commitments.',
  'Hiring is the quiet indicator here: advertised roles connected with {topic} rose by {share} per cent {when}, and the growth is in operations rather than in research.',
  'Two independent surveys agree to within a few points that {share} per cent of {actor} now treat this as a standing budget line instead of an experiment.',
  'Contract lengths tell a similar story. The typical agreement now runs {months} months, which is longer than a pilot and shorter than a bet.',
  'What {actor} say in public and what they do differ by a measurable margin: announced spending is roughly {share} per cent above what appears in the accounts.',
  'Prices have stopped falling. After {months} months of steady decline the median quote was flat {when}, and the cheapest tenth of offers has disappeared.',
  'Interviews with {count} practitioners gave one consistent answer: the limiting factor is no longer money but people who have done it before.',
  'Complaints and incidents are rare but instructive. The {count} cases on record {when} share one cause, which is a handover between two teams that each thought the other was in charge.',
  'The regional pattern is sharper than expected: {share} per cent of new activity falls in places that had almost none {months} months ago.',
  'Where results have been measured properly, the gain is real and modest, in the region of {share} per cent, and it appears only after about {months} months.',
  'Public procurement records list {count} relevant awards {when}; fewer than half of them went to the names that dominate the conversation.',
  'Insurance terms are a useful second opinion. Premiums for exposed activities rose by {share} per cent {when}, which says that underwriters see more risk than {actor} admit.',
] as const;

export const DRIVERS = [
  'The first driver is cost. {Actor} have learned which parts of the work scale and which do not, and they have stopped paying for the second kind.',
  'The second is regulation, less for what the rules say than for the date on which they begin to apply; {actor} plan backwards from it.',
  'A third force is simple imitation. Once a few respected {actor} moved, standing still became the choice that needed explaining.',
  'Technology matters less than the headlines suggest: most of the tools in use today were available {months} months ago.',
  'Demand has become more specific. Buyers who used to ask what is possible now ask for a reference and a price.',
  'Capital has not left {topic}; it has become impatient. Money is available for the next {months} months of proof, not for five years of promise.',
  'Part of the change is generational: the people who now sign the budgets grew up with the question and do not find it exotic.',
  'Supply chains set the pace. A single scarce component or permit explains more of the delays {when} than any strategy does.',
] as const;

export const COUNTERPOINTS = [
  'There is a serious case against this reading. The organisations that publish results are those with good results, and the silence of the others is evidence too.',
  'Sceptics point out that earlier waves looked similar after {months} months and faded in the following year. The base rate is on their side.',
  'It is possible that we are watching a statistical echo: a change in how {actor} classify their spending would produce much of the same pattern.',
  'The strongest objection is about concentration. Remove the three largest players, and the growth of {share} per cent shrinks to almost nothing.',
  'Not everybody gains. For smaller {actor} the fixed cost of taking part has risen, and several told us that they would rather wait.',
  'Some of the optimism rests on one assumption about prices that nobody has tested in a downturn.',
] as const;

export const IMPLICATIONS = [
  'For a reader who has to decide something this quarter, the useful distinction is between steps that can be undone and steps that cannot.',
  'If this is right, the scarce resource in {topic} during the coming year will be experienced judgement, and its price will rise first.',
  'Partnerships that looked expensive {when} may turn out to be the cheap option, because the alternative is to learn the same lessons alone.',
  'The practical consequence is a shift of attention from choosing a supplier to writing down what success would look like before one is chosen.',
  'Boards should expect the question to come back within {months} months, this time with numbers attached; a provisional view now is better than a perfect one later.',
  'The window for shaping the rules is open, and it is shorter than the window for following them. {Actor} have noticed and are already in the room.',
  'None of this calls for urgency for its own sake. It does call for a named person, a small budget and a date on which the question is asked again.',
] as const;

export const WATCH = [
  '**The next consultation paper.** Look less at its conclusions than at its definitions; they decide who is in scope.',
  '**Renewals.** The first large agreements come up within {months} months, and whether they are extended will say more than any survey.',
  '**Hiring at the second tier.** When {actor} outside the largest cities advertise, the change has become ordinary.',
  '**Price floors.** A second flat quarter would confirm that the easy savings are gone.',
  '**One public failure.** How {actor} react to it will show how deep the commitment is.',
  '**Quiet exits.** Closed pages and unfilled roles are announced by nobody and visible to anyone who looks.',
  '**The share of repeat buyers.** Above {share} per cent, {topic} has a market; below it, an audience.',
] as const;

export const HEADINGS = {
  evidence: ['What the evidence says', 'The numbers, read slowly', 'What changed', 'Signals worth trusting'],
  drivers: ['Why now', 'What is driving it', 'The forces behind it'],
  counterpoints: ['The case against', 'Where we may be wrong', 'Reasons for caution'],
  implications: ['What it means for you', 'Consequences', 'What to do with this'],
  requests: ['What you asked for', 'On your notes', 'From the planning notes'],
  continuity: ['Since the last episode', 'Picking up the thread'],
  watch: ['What to watch'],
} as const;

export const REPLIES = [
  'We took this as a question about timing. On the evidence so far the honest answer is that {topic} will look different within {months} months, and that the direction is clearer than the speed.',
  'The material here is thinner than we would like. What there is suggests that {actor} are ahead of the published figures, by something like {share} per cent.',
  'This deserves more than a paragraph, and we have kept it on the list. For now: {actor} treat it as settled in private and as open in public.',
  'Here the sources agree. {Actor} have moved {when}, and the others follow at a distance of about {months} months.',
  'We looked for evidence on both sides and found it. The balance leans towards change, with a margin that one bad quarter could undo.',
] as const;

export const SOURCES = [
  { title: 'Quarterly review of {topic}', host: 'reviews.example.org', credibility: 0.88 },
  { title: 'Survey of {count} practitioners on {topic}', host: 'surveys.example.net', credibility: 0.74 },
  { title: 'Filings and accounts: a comparison', host: 'registry.example.org', credibility: 0.93 },
  { title: 'Consultation responses, collected', host: 'policy.example.org', credibility: 0.9 },
  { title: 'Working paper: {topic} and its costs', host: 'papers.example.net', credibility: 0.82 },
  { title: 'Trade press round-up', host: 'press.example.com', credibility: 0.58 },
] as const;
