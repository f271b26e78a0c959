/**
 * What is asked for under each law, in its own articles. Periods and the citations of the rights stand in `laws.json`; these are the sentences around them. Written to be
 * read by the person too: no threat, no Latin.
 */
import type { ProtectingLaw, Text } from '../../shared/facts/index.ts';
import { text } from '../departures/words.ts';

export interface Asked {
  /** What comes before the list. */
  readonly opening: Text;
  readonly list: readonly Text[];
  /** What comes after it. */
  readonly also: readonly Text[];
  /** After the sentence with the period. */
  readonly closing: readonly Text[];
}

const everyIdentifier = text(
  'under whatever identifier you keep it',
  'quel que soit l’identifiant sous lequel vous les conservez',
);

/** The EU's regulation and what the United Kingdom made of it: the same articles. */
const european = (en: string, fr: string): Record<'access' | 'erasure', Asked> => {
  const closing = [
    text(
      `If you do not act on this request, please tell me why within the same period (Article 12(4) ${en}). It is free of charge (Article 12(5) ${en}).`,
      `Si vous ne donnez pas suite à cette demande, veuillez m’en indiquer les motifs dans le même délai (article 12, paragraphe 4, ${fr}). Elle est gratuite (article 12, paragraphe 5, ${fr}).`,
    ),
    text(
      `If you have reasonable doubts about my identity, please ask only for what is necessary to confirm it (Article 12(6) ${en}).`,
      `Si vous avez des doutes raisonnables quant à mon identité, veuillez ne demander que ce qui est nécessaire pour la confirmer (article 12, paragraphe 6, ${fr}).`,
    ),
  ];
  return {
    access: {
      opening: text(`Under Article 15 ${en}, I ask you:`, `Sur le fondement de l’article 15 ${fr}, je vous demande :`),
      list: [
        text(
          `to confirm whether you process personal data concerning me and to give me a copy of all of it, ${everyIdentifier.en} (Article 15(1) and (3));`,
          `de me confirmer si vous traitez des données à caractère personnel me concernant et de m’en fournir une copie complète, ${everyIdentifier.fr} (article 15, paragraphes 1 et 3) ;`,
        ),
        text(
          'to give me the information listed in Article 15(1)(a) to (h), in particular the purposes, the recipients to whom the data has been disclosed, how long it is kept, where it comes from, and whether there is automated decision-making, including profiling;',
          'de me communiquer les informations énumérées à l’article 15, paragraphe 1, points a) à h), notamment les finalités, les destinataires auxquels les données ont été communiquées, leur durée de conservation, leur source et l’existence d’une prise de décision automatisée, y compris un profilage ;',
        ),
        text(
          'to tell me which safeguards apply where the data is transferred to another country (Article 15(2)).',
          'de m’indiquer les garanties appliquées lorsque les données sont transférées vers un autre pays (article 15, paragraphe 2).',
        ),
      ],
      also: [
        text(
          `Under Article 20 ${en}, I also ask to receive, in a structured, commonly used and machine-readable format, the data that I have provided to you: posts, pictures and videos, messages, comments, lists of contacts, of followers and of accounts followed.`,
          `Sur le fondement de l’article 20 ${fr}, je vous demande également de me remettre, dans un format structuré, couramment utilisé et lisible par machine, les données que je vous ai fournies : publications, photos et vidéos, messages, commentaires, listes de contacts, d’abonnés et de comptes suivis.`,
        ),
      ],
      closing,
    },
    erasure: {
      opening: text(
        `Under Article 17(1) ${en}, I ask you to delete the account and to erase all personal data concerning me without undue delay, ${everyIdentifier.en}. I no longer use the account. I withdraw every consent on which you base the processing, and I object to any processing that you base on legitimate interests or carry out for direct marketing (Article 21(1) and (2) ${en}).\nI also ask you:`,
        `Sur le fondement de l’article 17, paragraphe 1, ${fr}, je vous demande de supprimer le compte et d’effacer, dans les meilleurs délais, toutes les données à caractère personnel me concernant, ${everyIdentifier.fr}. Je n’utilise plus ce compte. Je retire tout consentement sur lequel repose le traitement, et je m’oppose à tout traitement fondé sur des intérêts légitimes ou effectué à des fins de prospection (article 21, paragraphes 1 et 2, ${fr}).\nJe vous demande également :`,
      ),
      list: [
        text(
          `to inform everybody to whom you have disclosed the data, and to tell me who they are (Article 19 ${en});`,
          `d’en informer chaque destinataire auquel les données ont été communiquées, et de m’indiquer qui ils sont (article 19 ${fr}) ;`,
        ),
        text(
          `where you have made the data public, to take reasonable steps so that others who process it erase it too (Article 17(2) ${en});`,
          `si vous avez rendu les données publiques, de prendre des mesures raisonnables pour que les autres responsables qui les traitent les effacent aussi (article 17, paragraphe 2, ${fr}) ;`,
        ),
        text(
          `to confirm the erasure to me in writing, and, if you keep any of the data, to tell me which, on which ground of Article 17(3) ${en}, and for how long.`,
          `de me confirmer l’effacement par écrit et, si vous conservez une partie des données, de m’indiquer lesquelles, pour quel motif de l’article 17, paragraphe 3, ${fr}, et pour combien de temps.`,
        ),
      ],
      also: [],
      closing,
    },
  };
};

export const requests: Readonly<Record<ProtectingLaw, Readonly<Record<'access' | 'erasure', Asked>>>> = {
  gdpr: european('GDPR', 'du RGPD'),
  uk: european('UK GDPR', 'du UK GDPR'),
  ch: {
    access: {
      opening: text(
        'Under Article 25 of the Federal Act on Data Protection (FADP), I ask you to tell me whether you process personal data about me and, if so, to give me:',
        'Sur le fondement de l’article 25 de la loi fédérale sur la protection des données (LPD), je vous demande si vous traitez des données personnelles me concernant et, le cas échéant, de me communiquer :',
      ),
      list: [
        text(`that data as such, ${everyIdentifier.en};`, `ces données en tant que telles, ${everyIdentifier.fr} ;`),
        text(
          'the information listed in Article 25(2) FADP, in particular the purpose, how long the data is kept, where it comes from, whether there are automated individual decisions, and the recipients, also those abroad.',
          'les informations énumérées à l’article 25, alinéa 2, LPD, notamment la finalité, la durée de conservation, l’origine des données, l’existence de décisions individuelles automatisées et les destinataires, y compris à l’étranger.',
        ),
      ],
      also: [
        text(
          'Under Article 28 FADP, I also ask you to deliver to me, in a common electronic format, the data that I have disclosed to you.',
          'Sur le fondement de l’article 28 LPD, je vous demande également de me remettre, dans un format électronique couramment utilisé, les données que je vous ai communiquées.',
        ),
      ],
      closing: [
        text(
          'If that is not possible, please tell me by when you will answer (Article 18 of the Data Protection Ordinance). The information is free of charge (Article 25(6) FADP).',
          'Si ce délai ne peut être tenu, veuillez m’indiquer celui dans lequel vous répondrez (article 18 de l’ordonnance sur la protection des données). Les renseignements sont gratuits (article 25, alinéa 6, LPD).',
        ),
      ],
    },
    erasure: {
      opening: text(
        `I ask you to delete the account and to delete or destroy all personal data about me (Article 32(2)(c) of the Federal Act on Data Protection, FADP), ${everyIdentifier.en}. I expressly object to any further processing (Article 30(2)(b) FADP), and the data is no longer necessary for the purpose for which it was collected (Article 6(4) FADP).\nI also ask you:`,
        `Je vous demande de supprimer le compte et d’effacer ou de détruire toutes les données personnelles me concernant (article 32, alinéa 2, lettre c, de la loi fédérale sur la protection des données, LPD), ${everyIdentifier.fr}. Je m’oppose expressément à tout traitement ultérieur (article 30, alinéa 2, lettre b, LPD), et les données ne sont plus nécessaires aux finalités pour lesquelles elles ont été collectées (article 6, alinéa 4, LPD).\nJe vous demande également :`,
      ),
      list: [
        text(
          'to communicate the deletion to those to whom you have disclosed the data (Article 32(4) FADP);',
          'de communiquer cet effacement aux tiers à qui les données ont été communiquées (article 32, alinéa 4, LPD) ;',
        ),
        text(
          'to confirm the deletion to me in writing, and, if you keep any of the data, to tell me which, for what reason, and for how long.',
          'de me confirmer l’effacement par écrit et, si vous conservez une partie des données, de m’indiquer lesquelles, pour quel motif et pour combien de temps.',
        ),
      ],
      also: [],
      closing: [],
    },
  },
  ccpa: {
    access: {
      opening: text(
        'I am a resident of California. Under sections 1798.100, 1798.110 and 1798.115 of the California Civil Code, I ask you to disclose to me:',
        'Je réside en Californie. Sur le fondement des sections 1798.100, 1798.110 et 1798.115 du Code civil de Californie, je vous demande de me communiquer :',
      ),
      list: [
        text(
          `the specific pieces of personal information that you have collected about me, ${everyIdentifier.en}, in a structured, commonly used and machine-readable format as far as that is technically feasible (section 1798.130(a)(3)(B));`,
          `les éléments précis d’information personnelle que vous avez recueillis à mon sujet, ${everyIdentifier.fr}, dans un format structuré, couramment utilisé et lisible par machine, dans la mesure où c’est techniquement possible (section 1798.130(a)(3)(B)) ;`,
        ),
        text(
          'the categories of that information, the categories of its sources, and the purposes for which it is collected, sold or shared;',
          'les catégories de ces informations, les catégories de leurs sources et les finalités de leur collecte, de leur vente ou de leur partage ;',
        ),
        text(
          'the categories of information that you have sold or shared, or disclosed for a business purpose, and the categories of those who received it.',
          'les catégories d’informations que vous avez vendues ou partagées, ou communiquées à des fins commerciales, et les catégories de ceux qui les ont reçues.',
        ),
      ],
      also: [
        text(
          'Please include what you collected before the last twelve months, as far as you collected it on or after 1 January 2022 (section 1798.130(a)(2)(B)).',
          'Veuillez y inclure ce que vous avez recueilli avant les douze derniers mois, pour autant que la collecte date du 1er janvier 2022 ou d’après (section 1798.130(a)(2)(B)).',
        ),
      ],
      closing: [
        text(
          'If you do not act on this request, please tell me why within the same period (section 1798.145(h)(2)). The answer is free of charge.',
          'Si vous ne donnez pas suite à cette demande, veuillez m’en indiquer les motifs dans le même délai (section 1798.145(h)(2)). La réponse est gratuite.',
        ),
      ],
    },
    erasure: {
      opening: text(
        `I am a resident of California. Under section 1798.105 of the California Civil Code, I ask you to delete the account and all personal information that you have collected from me, ${everyIdentifier.en}.\nI also ask you:`,
        `Je réside en Californie. Sur le fondement de la section 1798.105 du Code civil de Californie, je vous demande de supprimer le compte et toutes les informations personnelles que vous avez recueillies auprès de moi, ${everyIdentifier.fr}.\nJe vous demande également :`,
      ),
      list: [
        text(
          'to notify your service providers and contractors, and the third parties to whom you have sold the information or with whom you have shared it, so that they delete it too (section 1798.105(c));',
          'd’en aviser vos prestataires et sous-traitants, ainsi que les tiers à qui ces informations ont été vendues ou avec qui elles ont été partagées, pour qu’ils les suppriment aussi (section 1798.105(c)) ;',
        ),
        text(
          'to confirm the deletion to me in writing, and, if you keep any of the information, to tell me which, and under which exception of section 1798.105(d).',
          'de me confirmer la suppression par écrit et, si vous conservez une partie des informations, de m’indiquer lesquelles, et selon quelle exception de la section 1798.105(d).',
        ),
      ],
      also: [],
      closing: [
        text(
          'If you do not act on this request, please tell me why within the same period (section 1798.145(h)(2)).',
          'Si vous ne donnez pas suite à cette demande, veuillez m’en indiquer les motifs dans le même délai (section 1798.145(h)(2)).',
        ),
      ],
    },
  },
  lgpd: {
    access: {
      opening: text(
        'Under Articles 18 and 19 of the Brazilian General Data Protection Law (LGPD, Law No. 13.709/2018), I ask you:',
        'Sur le fondement des articles 18 et 19 de la loi générale brésilienne sur la protection des données (LGPD, loi n° 13.709/2018), je vous demande :',
      ),
      list: [
        text(
          `to confirm that you process personal data about me and to give me access to all of it, ${everyIdentifier.en}, by a clear and complete statement of where the data comes from, the criteria used and the purpose (Article 19, II);`,
          `de me confirmer que vous traitez des données personnelles me concernant et de m’y donner accès, ${everyIdentifier.fr}, par une déclaration claire et complète indiquant leur origine, les critères utilisés et la finalité (article 19, II) ;`,
        ),
        text(
          'to give me a full electronic copy of the data that you process on the basis of my consent or of a contract, in a form that can be used again (Article 19, § 3, and Article 18, V);',
          'de me remettre une copie électronique intégrale des données traitées sur la base de mon consentement ou d’un contrat, sous une forme réutilisable (article 19, § 3, et article 18, V) ;',
        ),
        text(
          'to tell me with which public and private entities you have shared the data (Article 18, VII).',
          'de m’indiquer les entités publiques et privées avec lesquelles vous avez partagé les données (article 18, VII).',
        ),
      ],
      also: [],
      closing: [
        text(
          'If you cannot act on it at once, please tell me the reasons (Article 18, § 4). It is free of charge (Article 18, § 5).',
          'Si vous ne pouvez y donner suite immédiatement, veuillez m’en indiquer les raisons (article 18, § 4). Cette demande est gratuite (article 18, § 5).',
        ),
      ],
    },
    erasure: {
      opening: text(
        `Under Article 18, IV and VI, of the Brazilian General Data Protection Law (LGPD, Law No. 13.709/2018), I ask you to delete the account, to eliminate the personal data that you process with my consent, and to anonymise, block or eliminate what is unnecessary, excessive or processed in breach of the law, ${everyIdentifier.en}. I revoke my consent (Article 8, § 5).\nI also ask you:`,
        `Sur le fondement de l’article 18, IV et VI, de la loi générale brésilienne sur la protection des données (LGPD, loi n° 13.709/2018), je vous demande de supprimer le compte, d’éliminer les données personnelles traitées avec mon consentement, et d’anonymiser, de bloquer ou d’éliminer celles qui sont superflues, excessives ou traitées en violation de la loi, ${everyIdentifier.fr}. Je révoque mon consentement (article 8, § 5).\nJe vous demande également :`,
      ),
      list: [
        text(
          'to inform those with whom you have shared the data, so that they do the same (Article 18, § 6);',
          'd’en informer ceux avec qui vous avez partagé les données, pour qu’ils fassent de même (article 18, § 6) ;',
        ),
        text(
          'to confirm it to me in writing, and, if you keep any of the data, to tell me which, and on which ground of Article 16.',
          'de me le confirmer par écrit et, si vous conservez une partie des données, de m’indiquer lesquelles, et pour quel motif de l’article 16.',
        ),
      ],
      also: [],
      closing: [
        text(
          'If you cannot act on it at once, please tell me the reasons (Article 18, § 4). It is free of charge (Article 18, § 5).',
          'Si vous ne pouvez y donner suite immédiatement, veuillez m’en indiquer les raisons (article 18, § 4). Cette demande est gratuite (article 18, § 5).',
        ),
      ],
    },
  },
  quebec: {
    access: {
      opening: text(
        'Under section 27 of the Act respecting the protection of personal information in the private sector (CQLR, c. P-39.1; “the Act”), I ask you:',
        'Sur le fondement de l’article 27 de la Loi sur la protection des renseignements personnels dans le secteur privé (RLRQ, c. P-39.1 ; « la Loi »), je vous demande :',
      ),
      list: [
        text(
          'to confirm that you hold personal information about me and to give me a copy of all of it, under whatever identifier you keep it;',
          'de me confirmer l’existence des renseignements personnels que vous détenez à mon sujet et de m’en communiquer une copie complète, quel que soit l’identifiant sous lequel vous les conservez ;',
        ),
        text(
          'to give me the computerised information that you collected from me in a structured, commonly used technological format;',
          'de me communiquer les renseignements informatisés recueillis auprès de moi dans un format technologique structuré et couramment utilisé ;',
        ),
        text(
          'to tell me which categories of persons have access to it within the enterprise, and how long it is kept (section 8).',
          'de m’indiquer les catégories de personnes qui y ont accès au sein de l’entreprise et leur durée de conservation (article 8).',
        ),
      ],
      also: [],
      closing: [
        text(
          'If you refuse, please give your reasons in writing, the provision you rely on, the remedies I have and the time limit for them (section 34 of the Act).',
          'En cas de refus, veuillez me le motiver par écrit, en indiquant la disposition sur laquelle il s’appuie, les recours qui s’offrent à moi et le délai pour les exercer (article 34 de la Loi).',
        ),
      ],
    },
    erasure: {
      opening: text(
        'I ask you to close the account and to delete the personal information about me that is out of date or not justified by the purpose of the file (article 40 of the Civil Code of Québec), or whose collection, communication or keeping is not authorised by law (section 28 of the Act respecting the protection of personal information in the private sector, CQLR, c. P-39.1; “the Act”). I withdraw my consent to its use and communication. With the account the purpose ends for which it was collected; it then has to be destroyed or anonymised (section 23 of the Act).\nI also ask you:',
        'Je vous demande de fermer le compte et de supprimer les renseignements personnels me concernant qui sont périmés ou non justifiés par l’objet du dossier (article 40 du Code civil du Québec), ou dont la collecte, la communication ou la conservation ne sont pas autorisées par la loi (article 28 de la Loi sur la protection des renseignements personnels dans le secteur privé, RLRQ, c. P-39.1 ; « la Loi »). Je retire mon consentement à leur utilisation et à leur communication. Avec le compte prend fin l’objet pour lequel ils ont été recueillis ; ils doivent alors être détruits ou anonymisés (article 23 de la Loi).\nJe vous demande également :',
      ),
      list: [
        text(
          'to notify everybody who received the information in the last six months (article 40 of the Civil Code of Québec);',
          'd’en aviser toute personne qui a reçu ces renseignements dans les six derniers mois (article 40 du Code civil du Québec) ;',
        ),
        text(
          'to confirm the deletion to me in writing, and, if you keep any of the information, to tell me which, for what reason, and for how long.',
          'de me confirmer la suppression par écrit et, si vous conservez une partie des renseignements, de m’indiquer lesquels, pour quel motif et pour combien de temps.',
        ),
      ],
      also: [],
      closing: [
        text(
          'If you refuse, please give your reasons in writing, the provision you rely on, the remedies I have and the time limit for them (section 34 of the Act).',
          'En cas de refus, veuillez me le motiver par écrit, en indiquant la disposition sur laquelle il s’appuie, les recours qui s’offrent à moi et le délai pour les exercer (article 34 de la Loi).',
        ),
      ],
    },
  },
};

/** A complaint: what it is called, what it says was broken, and what is asked of the authority. */
export const complaints: Readonly<
  Record<ProtectingLaw, { readonly title: Text; readonly broken: Record<'access' | 'erasure', Text>; readonly asks: Text }>
> = {
  gdpr: {
    title: text('Complaint', 'Réclamation'),
    broken: {
      access: text('Articles 12, 15 and 20 GDPR', 'les articles 12, 15 et 20 du RGPD'),
      erasure: text('Articles 12 and 17 GDPR', 'les articles 12 et 17 du RGPD'),
    },
    asks: text(
      'I ask you to examine this complaint, to order the controller to comply with my request (Article 58(2)(c) GDPR), and to inform me of the progress and the outcome (Article 77(2) GDPR).',
      'Je vous demande d’examiner cette réclamation, d’ordonner au responsable du traitement de satisfaire à ma demande (article 58, paragraphe 2, point c), du RGPD) et de m’informer de l’état d’avancement et de l’issue (article 77, paragraphe 2, du RGPD).',
    ),
  },
  uk: {
    title: text('Complaint', 'Réclamation'),
    broken: {
      access: text('Articles 12, 15 and 20 UK GDPR', 'les articles 12, 15 et 20 du UK GDPR'),
      erasure: text('Articles 12 and 17 UK GDPR', 'les articles 12 et 17 du UK GDPR'),
    },
    asks: text(
      'I ask you to examine this complaint, to take the steps that lead the controller to comply with my request, and to inform me of the outcome (section 165 of the Data Protection Act 2018).',
      'Je vous demande d’examiner cette réclamation, de prendre les mesures qui conduisent le responsable du traitement à satisfaire à ma demande et de m’informer de l’issue (section 165 du Data Protection Act 2018).',
    ),
  },
  ch: {
    title: text('Report', 'Dénonciation'),
    broken: {
      access: text('Articles 25 and 28 FADP', 'les articles 25 et 28 LPD'),
      erasure: text('Articles 6, 30 and 32 FADP', 'les articles 6, 30 et 32 LPD'),
    },
    asks: text(
      'I report this to you, ask you to open an investigation (Article 49(1) FADP), and to inform me of the steps you take and of the result (Article 49(4) FADP).',
      'Je vous en informe, vous demande d’ouvrir une enquête (article 49, alinéa 1, LPD) et de me renseigner sur la suite donnée et sur le résultat (article 49, alinéa 4, LPD).',
    ),
  },
  ccpa: {
    title: text('Complaint', 'Plainte'),
    broken: {
      access: text(
        'sections 1798.100, 1798.110, 1798.115 and 1798.130 of the California Civil Code',
        'les sections 1798.100, 1798.110, 1798.115 et 1798.130 du Code civil de Californie',
      ),
      erasure: text(
        'sections 1798.105 and 1798.130 of the California Civil Code',
        'les sections 1798.105 et 1798.130 du Code civil de Californie',
      ),
    },
    asks: text(
      'I ask you to investigate this matter (section 1798.199.45 of the California Civil Code). This letter is not sworn.',
      'Je vous demande d’enquêter sur ces faits (section 1798.199.45 du Code civil de Californie). Cette lettre n’est pas faite sous serment.',
    ),
  },
  lgpd: {
    title: text('Petition of a data subject', 'Pétition d’une personne concernée'),
    broken: {
      access: text('Articles 18 and 19 LGPD', 'les articles 18 et 19 de la LGPD'),
      erasure: text('Article 18 LGPD', 'l’article 18 de la LGPD'),
    },
    asks: text(
      'I turned to the controller first, as described, and it was not resolved (Article 55-J, V, LGPD). I ask you to examine this petition and to have the controller comply with my request.',
      'J’ai d’abord saisi le responsable du traitement, comme décrit, sans que l’affaire soit résolue (article 55-J, V, de la LGPD). Je vous demande d’examiner cette pétition et de faire en sorte que le responsable satisfasse à ma demande.',
    ),
  },
  quebec: {
    title: text('Application for the examination of a disagreement', 'Demande d’examen de mésentente'),
    broken: {
      access: text('sections 27 and 32 of the Act', 'les articles 27 et 32 de la Loi'),
      erasure: text(
        'sections 28 and 32 of the Act and article 40 of the Civil Code of Québec',
        'les articles 28 et 32 de la Loi et l’article 40 du Code civil du Québec',
      ),
    },
    asks: text(
      'I ask the Commission to examine this disagreement and to order the enterprise to comply with my request. “The Act” is the Act respecting the protection of personal information in the private sector (CQLR, c. P-39.1).',
      'Je demande à la Commission d’examiner cette mésentente et d’ordonner à l’entreprise de satisfaire à ma demande. « La Loi » est la Loi sur la protection des renseignements personnels dans le secteur privé (RLRQ, c. P-39.1).',
    ),
  },
};
