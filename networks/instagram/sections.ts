/**
 * Which list is what: by the key at its root, which is English in every language and outlived every change of folders; and by the file's name where the
 * list stands bare.
 */
import type { RecordKind, RelationName } from '../../shared/records.ts';
import { isOfThreads, type Place } from './places.ts';

export type Make = 'relation' | 'contact' | 'post' | 'picture' | 'comment' | 'reaction' | 'profile' | 'event';

export interface Section {
  readonly make: Make;
  readonly kind: RecordKind;
  /** What it is called: a list's root key, or the file's stem; part of the natural key of what is not unmistakable without it. */
  readonly id: string;
  readonly network: 'instagram' | 'threads';
  /** Of relations. */
  readonly relation?: RelationName;
  /** Of reactions: the word; and of what, where it is not a post. */
  readonly reaction?: string;
  readonly what?: string;
  /** Of posts. */
  readonly form?: string;
  readonly deleted?: boolean;
  /** Of events. */
  readonly topic?: string;
  /** Nothing says what it is. */
  readonly unknown?: boolean;
}

type Known = Omit<Section, 'id' | 'network' | 'kind'>;

const people = (relation: RelationName): Known => ({ make: 'relation', relation });
const reacted = (reaction: string, what?: string): Known => ({
  make: 'reaction',
  reaction,
  ...(what === undefined ? {} : { what }),
});
const posted = (form: string, deleted = false): Known => ({ make: 'post', form, deleted });
const happened = (topic: string): Known => ({ make: 'event', topic });

/** By root key, of 2021 and later. */
const byKey: ReadonlyMap<string, Known> = new Map([
  ['relationships_followers', people('follower')],
  ['relationships_following', people('following')],
  ['relationships_follow_requests_sent', people('requestSent')],
  ['relationships_permanent_follow_requests', people('requestSent')],
  ['relationships_follow_requests_received', people('requestReceived')],
  ['relationships_unfollowed_users', people('removed')],
  ['relationships_close_friends', people('closeFriend')],
  ['relationships_blocked_users', people('blocked')],
  ['relationships_restricted_users', people('restricted')],
  ['relationships_hide_stories_from', people('list')],
  ['relationships_feed_favorites', people('list')],
  ['relationships_dismissed_suggested_users', people('other')],
  ['relationships_following_hashtags', happened('following_hashtags')],
  ['relationships_custom_lists', happened('custom_lists')],
  ['contacts_contact_info', { make: 'contact' }],
  ['ig_stories', posted('story')],
  ['ig_reels_media', posted('reel')],
  ['ig_igtv_media', posted('video')],
  ['ig_archived_post_media', posted('post')],
  ['ig_recently_deleted_media', posted('post', true)],
  ['ig_other_media', posted('post')],
  ['ig_profile_picture', { make: 'picture' }],
  ['likes_media_likes', reacted('like')],
  ['likes_comment_likes', reacted('like', 'comment')],
  ['story_activities_story_likes', reacted('like', 'story')],
  ['story_activities_polls', reacted('vote', 'poll')],
  ['story_activities_quizzes', reacted('vote', 'quiz')],
  ['story_activities_emoji_sliders', reacted('emoji', 'slider')],
  ['story_activities_emoji_quick_reactions', reacted('emoji', 'story')],
  ['story_activities_avatar_quick_reactions', reacted('avatar', 'story')],
  ['story_activities_reaction_sticker_reactions', reacted('sticker', 'story')],
  ['story_activities_questions', reacted('answer', 'question')],
  ['story_activities_questions_media', reacted('answer', 'question')],
  ['story_activities_countdowns', reacted('follow', 'countdown')],
  ['saved_saved_media', reacted('save')],
  ['comments_media_comments', { make: 'comment' }],
  ['comments_reels_comments', { make: 'comment' }],
  ['comments_story_comments', { make: 'comment' }],
  ['profile_user', { make: 'profile' }],
  ['account_history_login_history', happened('login')],
  ['account_history_logout_history', happened('login')],
  ['devices_devices', happened('device')],
  ['devices_camera', happened('device')],
  ['account_history_imprecise_last_known_location', happened('location')],
  ['inferred_data_primary_location', happened('location')],
]);

/** By the file's name, where the list stands bare or in the `label_values` dialect. */
const byStem: ReadonlyMap<string, Known> = new Map([
  ['followers', people('follower')],
  ['following', people('following')],
  ['pending_follow_requests', people('requestSent')],
  ['recent_follow_requests', people('requestSent')],
  ['follow_requests_you_ve_received', people('requestReceived')],
  ['recently_unfollowed_profiles', people('removed')],
  ['recently_unfollowed_accounts', people('removed')],
  ['recently_unfollowed', people('removed')],
  ['close_friends', people('closeFriend')],
  ['blocked_profiles', people('blocked')],
  ['blocked_accounts', people('blocked')],
  ['restricted_profiles', people('restricted')],
  ['restricted_accounts', people('restricted')],
  ['hide_story_from', people('list')],
  ['profiles_you_ve_favorited', people('list')],
  ['accounts_you_ve_favorited', people('list')],
  ['removed_suggestions', people('other')],
  ['synced_contacts', { make: 'contact' }],
  ['following_hashtags', happened('following_hashtags')],
  ['posts', posted('post')],
  ['archived_posts', posted('post')],
  ['other_content', posted('post')],
  ['reposts', posted('repost')],
  ['reels', posted('reel')],
  ['stories', posted('story')],
  ['igtv_videos', posted('video')],
  ['recently_deleted_content', posted('post', true)],
  ['profile_photos', { make: 'picture' }],
  ['liked_posts', reacted('like')],
  ['liked_comments', reacted('like', 'comment')],
  ['story_likes', reacted('like', 'story')],
  ['polls', reacted('vote', 'poll')],
  ['quizzes', reacted('vote', 'quiz')],
  ['emoji_sliders', reacted('emoji', 'slider')],
  ['emoji_story_reactions', reacted('emoji', 'story')],
  ['avatar_story_reactions', reacted('avatar', 'story')],
  ['story_reaction_sticker_reactions', reacted('sticker', 'story')],
  ['questions', reacted('answer', 'question')],
  ['question_media_response', reacted('answer', 'question')],
  ['countdowns', reacted('follow', 'countdown')],
  ['saved_posts', reacted('save')],
  ['post_comments', { make: 'comment' }],
  ['reels_comments', { make: 'comment' }],
  ['hype', { make: 'comment' }],
  ['personal_information', { make: 'profile' }],
  ['login_activity', happened('login')],
  ['logout_activity', happened('login')],
  ['devices', happened('device')],
  ['last_known_location', happened('location')],
  ['profile_based_in', happened('location')],
]);

/** Threads' lists, by what follows `text_post_app_` (once or twice). */
const ofThreads: ReadonlyMap<string, Known> = new Map([
  ['text_posts', posted('post')],
  ['media_likes', reacted('like')],
  ['saved_posts', reacted('save')],
  ['followers', people('follower')],
  ['following', people('following')],
  ['blocked_users', people('blocked')],
  ['blocked_profiles', people('blocked')],
  ['follow_requests_sent', people('requestSent')],
  ['follow_requests_received', people('requestReceived')],
  ['unfollowed_users', people('removed')],
  ['profile', { make: 'profile' }],
]);
const threadStems: ReadonlyMap<string, Known> = new Map([
  ['threads_and_replies', posted('post')],
  ['liked_threads', reacted('like')],
  ['saved_threads', reacted('save')],
]);

/** Lists of the layout of 2020, at the root of its files. */
const flat: ReadonlyMap<string, Known> = new Map([
  ['media_likes', reacted('like')],
  ['comment_likes', reacted('like', 'comment')],
  ['saved_media', reacted('save')],
  ['media_comments', { make: 'comment' }],
  ['live_comments', { make: 'comment' }],
  ['polls', reacted('vote', 'poll')],
  ['quizzes', reacted('vote', 'quiz')],
  ['emoji_sliders', reacted('emoji', 'slider')],
  ['questions', reacted('answer', 'question')],
  ['countdowns', reacted('follow', 'countdown')],
  ['story_likes', reacted('like', 'story')],
  ['contacts', { make: 'contact' }],
  ['stories', posted('story')],
  ['photos', posted('post')],
  ['videos', posted('video')],
  ['direct', { make: 'picture' }],
  ['profile', { make: 'picture' }],
  ['login_history', happened('login')],
]);

/** Lists of people of the layout of 2020: an object, by name. */
const flatPeople: ReadonlyMap<string, RelationName> = new Map([
  ['followers', 'follower'],
  ['following', 'following'],
  ['close_friends', 'closeFriend'],
  ['blocked_users', 'blocked'],
  ['restricted_users', 'restricted'],
  ['follow_requests_sent', 'requestSent'],
  ['permanent_follow_requests', 'requestSent'],
  ['follow_requests_received', 'requestReceived'],
  ['unfollowed_users', 'removed'],
  ['dismissed_suggested_users', 'other'],
]);

const kinds: Readonly<Record<Make, RecordKind>> = {
  relation: 'relation',
  contact: 'relation',
  post: 'post',
  picture: 'media',
  comment: 'comment',
  reaction: 'reaction',
  profile: 'profile',
  event: 'event',
};

const section = (known: Known, id: string, network: Section['network']): Section => ({
  ...known,
  kind: kinds[known.make],
  id,
  network,
});

/** What a list is: `key` at the root of its file, null where it stands bare. */
export function sectionOf(key: string | null, place: Place): Section {
  if (key !== null && key.startsWith('text_post_app_')) {
    const name = key.replace(/^(?:text_post_app_)+/, '');
    return section(ofThreads.get(name) ?? { make: 'event', topic: name }, key, 'threads');
  }
  if (isOfThreads(place)) {
    const known = threadStems.get(place.stem) ?? byStem.get(place.stem);
    return section(known ?? { make: 'event', topic: place.stem }, place.stem, 'threads');
  }
  if (key === null) {
    const known = byStem.get(place.stem);
    return section(known === undefined || isOnlyCalledSo(known, place) ? eventOf(null, place) : known, place.stem, 'instagram');
  }
  const known = byKey.get(key) ?? flat.get(key);
  if (known !== undefined) return section(known, key, 'instagram');
  // Instagram adds lists of people: they keep the beginning of their name.
  if (key.startsWith('relationships_')) return section(people('other'), key, 'instagram');
  return section(eventOf(key, place), key, 'instagram');
}

/** Numbers about posts and stories lie in files called as the posts themselves, and so do those one pays for. */
const isOnlyCalledSo = ({ make }: Known, { folder }: Place): boolean =>
  make === 'post' && /(?:^|\/)(?:past_instagram_insights|subscriptions|monetization|shopping)$/.test(folder);

/** A list of people of 2020; null for any other object. */
export function flatPeopleOf(key: string): Section | null {
  const relation = flatPeople.get(key);
  return relation === undefined ? null : section(people(relation), key, 'instagram');
}

/** Whether only Instagram has a list of this name. */
export function isTelling(key: string): boolean {
  return (byKey.has(key) && key !== 'devices_devices') || /^(?:text_post_app_|relationships_|impressions_history_|ig_)/.test(key);
}

function eventOf(key: string | null, { folder, stem }: Place): Known {
  const name = key ?? stem;
  const topic =
    /search/.test(name) || /search/.test(stem) ? 'search'
    : /^ads_|^ads$|advertis/.test(stem) || /(?:^|\/)(?:instagram_)?ads_and_businesses$/.test(folder) || /^ig_custom_audiences|^impressions_history_ads/.test(name) ? 'ad'
    : /viewed|watched|seen/.test(stem) || /_seen$|_watched$/.test(name) ? 'view'
    : /login|logout|signup|password/.test(stem) ? 'login'
    : /(?:^|\/)preferences\//.test(`${folder}/`) ? 'setting'
    : /(?:^|\/)subscriptions$/.test(folder) ? 'subscription'
    : /purchase|orders|payment/.test(stem) ? 'purchase'
    : /location/.test(stem) ? 'location'
    : null; // prettier-ignore
  return { make: 'event', topic: topic ?? (folder === '' ? name : stem), unknown: topic === null && folder === '' };
}
