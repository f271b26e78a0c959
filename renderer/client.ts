/** The contract as the page uses it: `client` to call, `api` for queries and mutations. */
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { Contract } from '../shared/contract/index.ts';
import { link } from './door.ts';

export const client: ContractRouterClient<Contract> = createORPCClient(link);
export const api = createTanstackQueryUtils(client);

export const queries = new QueryClient({
  defaultOptions: {
    // The engine is on this machine: being offline changes nothing, and a refusal stays one however often it is asked for.
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 10_000 },
    mutations: { networkMode: 'always', retry: false },
  },
});
