/** Ce qui peut se taper dans une recherche ; deux blancs entre les opérateurs. */
export const searchFr = {
  'search.help': 'Aussi, dans n’importe quel ordre\u202f:',
  'search.operators':
    '«\u202fdeux mots\u202f»  de{colon}nom  dans{colon}conversation  avant{colon}2021  après{colon}2020-06-30  avec{colon}média  avec{colon}lien  -sans  début*',
} as const;
