/** What can be typed into a search; each operator is parted from the next by two blanks. `{colon}` is one, without the blank that French has before it. */
export const searchEn = {
  'search.help': 'Also, in any order:',
  'search.operators':
    '“two words”  from{colon}name  in{colon}conversation  before{colon}2021  after{colon}2020-06-30  has{colon}media  has{colon}link  -without  begin*',
} as const;
