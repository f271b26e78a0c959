/** One departure as it stands. Whatever is said of it in this window, another one or on the command line is soon seen in all of them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { DepartureView, Say } from '../../shared/departures/index.ts';
import { api, client, queries } from '../client.ts';
import { inverse } from './inverse.ts';
import { noteSaid } from './said.ts';

/** Days pass, and others speak, while a window stands open. */
const again = 15_000;

const neighbours = new BroadcastChannel('adieu:departures');
neighbours.addEventListener('message', () => void refresh());

/** Asks again for everything that is shown of departures. */
async function refresh(): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: api.departures.key() }),
    queries.invalidateQueries({ queryKey: api.calendar.key() }),
  ]);
}

export function useDeparture(departure: string) {
  return useQuery(
    api.departures.get.queryOptions({
      input: { departure },
      staleTime: 0,
      refetchInterval: again,
      refetchOnWindowFocus: 'always',
    }),
  );
}

/** Takes over a view that came as an answer. */
export function took(view: DepartureView): void {
  queries.setQueryData(api.departures.get.queryKey({ input: { departure: view.id } }), view);
  tellChanged();
}

/** Something was said of a departure in another way than by `useTell`: every window asks again. */
export function tellChanged(): void {
  neighbours.postMessage(null);
  void refresh();
}

/** What goes out is also what can be undone: the notice of it offers that. */
export function useTell(departure: DepartureView) {
  return useMutation({
    mutationFn: (say: Say) => client.departures.say({ departure: departure.id, say }),
    onSuccess: (after, say) => {
      took(after);
      noteSaid({ departure: after.id, said: say, task: titleOf(departure, say), undo: inverse(departure, say, after) });
    },
    // It may not fit because something else has happened meanwhile: that is shown then.
    onError: () => void refresh(),
  });
}

/** Says what undoes something, in its order. */
export function useUndo(departure: string) {
  return useMutation({
    mutationFn: async (undo: readonly Say[]) => {
      let view: DepartureView | null = null;
      for (const say of undo) view = await client.departures.say({ departure, say });
      return view;
    },
    onSuccess: (view) => {
      if (view !== null) took(view);
      noteSaid({ departure, said: null, task: null, undo: [] });
    },
    onError: () => void refresh(),
  });
}

function titleOf({ tasks }: DepartureView, say: Say) {
  return 'task' in say ? (tasks.find(({ id }) => id === say.task)?.title ?? null) : null;
}
