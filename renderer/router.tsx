/** Which address shows which screen. The address stands in the fragment: no server has to know it. Screens are fetched when they are first needed. */
import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { TaskId } from '../shared/departures/say.ts';
import { Stage } from '../shared/facts/rule.ts';
import { RecordKind } from '../shared/records.ts';
import { Shell } from './shell.tsx';
import { ScreenFailed } from './screen-failed.tsx';
import { Loading } from './parts/loading.tsx';
import { noteMove } from './moves.ts';

/** What an address may say about a search; anything else in it is left out. */
const SearchWords = z.object({
  words: z.coerce.string().max(1000).catch('').default(''),
  kinds: z.array(RecordKind).max(9).catch([]).default([]),
});
const readWords = (search: Record<string, unknown>): Partial<z.infer<typeof SearchWords>> => {
  const { words, kinds } = SearchWords.parse(search);
  return { ...(words === '' ? {} : { words }), ...(kinds.length === 0 ? {} : { kinds }) };
};

const root = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home.tsx'), 'Home'),
});
const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('./importing/inspection.tsx'), 'InspectionScreen'),
});
const job = createRoute({
  getParentRoute: () => root,
  path: '/job/$job',
  component: lazyRouteComponent(() => import('./importing/import-job.tsx'), 'ImportJob'),
});
const leave = createRoute({
  getParentRoute: () => root,
  path: '/leave',
  component: lazyRouteComponent(() => import('./leave/network-picker.tsx'), 'NetworkPicker'),
});
const leaveNetwork = createRoute({
  getParentRoute: () => root,
  path: '/leave/$network',
  component: lazyRouteComponent(() => import('./leave/account-answers.tsx'), 'AccountAnswers'),
});
const leaveMeans = createRoute({
  getParentRoute: () => root,
  path: '/leave/$network/means',
  component: lazyRouteComponent(() => import('./leave/what-it-means.tsx'), 'WhatItMeans'),
});
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: readWords,
  component: lazyRouteComponent(() => import('./search/search.tsx'), 'SearchScreen'),
});
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  validateSearch: (search: Record<string, unknown>): { departure?: string } =>
    typeof search['departure'] === 'string' && /^[0-9a-zA-Z_-]{1,64}$/.test(search['departure'])
      ? { departure: search['departure'] }
      : {},
  component: lazyRouteComponent(() => import('./calendar/calendar.tsx'), 'CalendarScreen'),
});
const farewell = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/farewell',
  component: lazyRouteComponent(() => import('./farewell/farewell.tsx'), 'FarewellScreen'),
});
const letters = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/letters',
  component: lazyRouteComponent(() => import('./letters/letters.tsx'), 'LettersScreen'),
});
const allLetters = createRoute({
  getParentRoute: () => root,
  path: '/letters',
  component: lazyRouteComponent(() => import('./letters/all-letters.tsx'), 'AllLettersScreen'),
});
const handOver = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/hand-over',
  component: lazyRouteComponent(() => import('./handed/hand-over.tsx'), 'HandOverScreen'),
});
const openDeparture = createRoute({
  getParentRoute: () => root,
  path: '/open-departure',
  component: lazyRouteComponent(() => import('./handed/open-departure.tsx'), 'OpenDepartureScreen'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings.tsx'), 'SettingsScreen'),
});

const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive/$archive',
  component: lazyRouteComponent(() => import('./archive/archive.tsx'), 'ArchiveScreen'),
});
const overview = createRoute({
  getParentRoute: () => archive,
  path: '/',
  component: lazyRouteComponent(() => import('./archive/overview.tsx'), 'Overview'),
});
const people = createRoute({
  getParentRoute: () => archive,
  path: '/people',
  component: lazyRouteComponent(() => import('./archive/people.tsx'), 'People'),
});
const posts = createRoute({
  getParentRoute: () => archive,
  path: '/posts',
  validateSearch: (search: Record<string, unknown>): { record?: string } =>
    typeof search['record'] === 'string' && /^[0-9a-f]{32}$/.test(search['record']) ? { record: search['record'] } : {},
  component: lazyRouteComponent(() => import('./archive/posts.tsx'), 'Posts'),
});
const messages = createRoute({
  getParentRoute: () => archive,
  path: '/messages',
  validateSearch: (search: Record<string, unknown>): { conversation?: string } =>
    typeof search['conversation'] === 'string' && /^[0-9a-zA-Z_-]{1,64}$/.test(search['conversation'])
      ? { conversation: search['conversation'] }
      : {},
  component: lazyRouteComponent(() => import('./archive/messages.tsx'), 'Messages'),
});
const media = createRoute({
  getParentRoute: () => archive,
  path: '/media',
  component: lazyRouteComponent(() => import('./media/media.tsx'), 'Media'),
});
const other = createRoute({
  getParentRoute: () => archive,
  path: '/other',
  component: lazyRouteComponent(() => import('./archive/other.tsx'), 'Other'),
});
const found = createRoute({
  getParentRoute: () => archive,
  path: '/search',
  validateSearch: readWords,
  component: lazyRouteComponent(() => import('./archive/found.tsx'), 'Found'),
});
const account = createRoute({
  getParentRoute: () => root,
  path: '/archive/$archive/imports/$import',
  component: lazyRouteComponent(() => import('./importing/account.tsx'), 'AccountScreen'),
});
const copy = createRoute({
  getParentRoute: () => root,
  path: '/archive/$archive/copy',
  component: lazyRouteComponent(() => import('./archive/open-copy.tsx'), 'OpenCopy'),
});

/** A stage to look at, or the task to go to. */
const DepartureSearch = z.object({ stage: Stage.optional().catch(undefined), task: TaskId.optional().catch(undefined) });
const readDeparture = (search: Record<string, unknown>): { stage?: Stage; task?: string } => {
  const { stage, task } = DepartureSearch.parse(search);
  return { ...(stage === undefined ? {} : { stage }), ...(task === undefined ? {} : { task }) };
};

const departure = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure',
  validateSearch: readDeparture,
  component: lazyRouteComponent(() => import('./departure/wizard.tsx'), 'Wizard'),
});
const closing = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/close',
  component: lazyRouteComponent(() => import('./departure/close.tsx'), 'CloseScreen'),
});
const receipt = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/receipt',
  component: lazyRouteComponent(() => import('./departure/receipt.tsx'), 'ReceiptScreen'),
});
const answers = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/answers',
  component: lazyRouteComponent(() => import('./departure/answers.tsx'), 'AnswersScreen'),
});
const history = createRoute({
  getParentRoute: () => root,
  path: '/departure/$departure/history',
  component: lazyRouteComponent(() => import('./departure/history.tsx'), 'HistoryScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    leave,
    leaveNetwork,
    leaveMeans,
    importing,
    job,
    search,
    calendar,
    farewell,
    letters,
    allLetters,
    handOver,
    openDeparture,
    settings,
    account,
    copy,
    departure,
    closing,
    receipt,
    answers,
    history,
    archive.addChildren([overview, people, posts, messages, media, other, found]),
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: true,
});

router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  if (fromLocation !== undefined && pathChanged) noteMove();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
