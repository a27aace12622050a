import type {
  DataTableBlock,
  RawNumberElement,
  RawTextElement,
  RichTextBlock,
  TableBlock,
} from '@slack/types';
import { DataTable } from '../text/rich-text.js';
import { RichTextBlockView } from './rich-text-block.js';

type Cell = RichTextBlock | RawTextElement | RawNumberElement;

function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichTextBlockView block={cell} /> : cell.text;
}

/** A `table` or `data_table` block; the first row is the head, as Slack draws it. */
export function TableView({ block }: { block: TableBlock | DataTableBlock }) {
  const [head, ...rows] = block.rows as Cell[][];
  const settings = block.type === 'table' ? (block.column_settings ?? []) : [];
  return (
    <DataTable
      header={head?.map((cell, index) => <CellView key={index} cell={cell} />)}
      rows={rows.map((row) => row.map((cell, index) => <CellView key={index} cell={cell} />))}
      align={head?.map((_, column) => settings[column]?.align ?? 'left')}
      wrapped={head?.map((_, column) => settings[column]?.is_wrapped ?? true)}
      caption={block.type === 'data_table' ? block.caption : undefined}
    />
  );
}
