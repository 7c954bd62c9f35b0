/** How many findings and unused keys are shown without opening a part. */
export const WORST = 10

/** Characters that each section keeps for its headings and for the sentence about what it leaves out. */
export const MARKUP = 300

/** Characters of a sentence, such as the detail of a finding or the title of a control. */
export const DETAIL = 300
