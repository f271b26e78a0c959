/** The receipt as it stands now, and the ways to keep it. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Receipt, ReceiptBlock } from '../../shared/departures/index.ts';
import { api, client } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { base64File, saveFile, textFile } from '../save-file.ts';
import { useSay } from '../say.ts';
import { BackToStages, DeparturePage } from './departure-page.tsx';
import css from './departure.module.css';

export function ReceiptScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/receipt' });
  return (
    <DeparturePage departure={departure} narrow title={() => t('receipt.title')} lead={() => t('receipt.lead')}>
      {(view) => (
        <div className={css.stack}>
          <BackToStages view={view} />
          <Kept departure={departure} name={t('receipt.file', { network: view.networkName, handle: view.handle })} />
        </div>
      )}
    </DeparturePage>
  );
}

function Kept({ departure, name }: { readonly departure: string; readonly name: string }) {
  const { t, language } = useSay();
  const input = { departure, language };
  const receipt = useQuery(api.departures.receipt.queryOptions({ input, staleTime: 0, gcTime: 0 }));
  const save = useMutation({
    mutationFn: async (as: 'pdf' | 'html') => {
      const { html, pdf } = await client.departures.receipt(input);
      return saveFile(
        as === 'pdf' ? base64File(`${name}.pdf`, 'application/pdf', pdf) : textFile(`${name}.html`, 'text/html', html),
      );
    },
  });
  if (receipt.error !== null) return <ErrorNotice error={receipt.error} />;
  if (receipt.data === undefined) return <Loading />;
  return (
    <>
      <div className={css.row}>
        <Button loading={save.isPending && save.variables === 'pdf'} onClick={() => save.mutate('pdf')}>
          {t('receipt.pdf')}
        </Button>
        <Button variant="default" loading={save.isPending && save.variables === 'html'} onClick={() => save.mutate('html')}>
          {t('receipt.html')}
        </Button>
        <span role="status" className="soft">
          {save.data === true ? t('receipt.saved') : ''}
        </span>
      </div>
      {save.error !== null && <ErrorNotice error={save.error} />}
      <ReceiptText receipt={receipt.data.receipt} />
    </>
  );
}

function ReceiptText({ receipt }: { readonly receipt: Receipt }) {
  return (
    <article className={css.paper} lang={receipt.language} aria-labelledby="receipt">
      <h2 id="receipt">{receipt.title}</h2>
      <dl className={css.about}>
        {receipt.about.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {receipt.blocks.map((block, index) => (
        // Blocks have no identity of their own and never change place.
        <Block key={index} block={block} />
      ))}
      <p className="soft small">{receipt.foot}</p>
    </article>
  );
}

function Block({ block }: { readonly block: ReceiptBlock }) {
  switch (block.type) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'text':
      return <p>{block.text}</p>;
    case 'table':
      return (
        <div className={css.scroll} tabIndex={0} role="group" aria-label={block.head.filter((cell) => cell !== '').join(', ')}>
          <table className={css.table}>
            <thead>
              <tr>
                {block.head.map((cell, column) =>
                  // A column without a name has no heading.
                  cell === '' ? (
                    <td key={column}>{cell}</td>
                  ) : (
                    <th key={column} scope="col">
                      {cell}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                // As above.
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}
