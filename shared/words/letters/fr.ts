/** Les mots des écrans de lettres, et de ce qui y est refusé. */
export const lettersFr = {
  'error.no-law.what': 'Aucune loi n’est choisie pour écrire une lettre.',
  'error.no-law.todo':
    'Choisissez la loi qui vous protège : cela dépend de l’endroit où vous vivez. Pour d’autres pays, Adieu ne connaît pas encore de lettres.',
  'error.no-controller.what': 'Adieu ne sait pas qui répond de vos données selon cette loi.',
  'error.no-controller.todo':
    'La politique de confidentialité du réseau nomme la société. Indiquez son nom et son adresse, et la lettre pourra être rédigée.',
  'error.no-authority.what': 'On ne sait pas quelle autorité est compétente.',
  'error.no-authority.todo': 'Indiquez dans quel pays vous vivez.',
  'error.no-letter.what': 'Il n’y a pas de lettre à laquelle celle-ci pourrait faire suite.',
  'error.no-letter.todo': 'Rédigez et envoyez d’abord la demande, puis indiquez le jour de l’envoi.',
  'error.letter-early.what': 'Il est trop tôt pour cette lettre.',
  'error.letter-early.todo': 'Le délai de réponse n’est pas encore écoulé. Quand il le sera, Adieu proposera cette lettre.',
  'error.no-right.what': 'Cette loi ne donne pas ce droit, à la connaissance d’Adieu.',
  'error.no-right.todo': 'Choisissez une autre lettre, ou une autre loi.',
  'error.pdf-characters.what': 'La lettre contient des caractères que son PDF ne peut pas afficher.',
  'error.pdf-characters.todo': 'Enregistrez-la en texte ou en brouillon d’e-mail : rien n’y manquera.',
  'said.letter-sent': 'C’est noté : la lettre est partie.',
  'said.letter-answered': 'C’est noté : la suite donnée à la lettre.',
  'history.letterWritten': 'Une lettre a été rédigée',
  'history.letterSent': 'Une lettre est partie',
  'history.letterAnswered': 'La suite donnée à une lettre a été notée',
} as const;
