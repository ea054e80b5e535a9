// Tables, also the ones with pages. The library knows no header cells and no numbers, so the frame is drawn here.

import { useState } from "react";
import type { TableBlock, TableCell } from "../slack";
import { Drawn } from "./Drawn";

function Cell({ cell }: { cell: TableCell }) {
  if (cell.type === "rich_text") return <Drawn block={cell} />;
  return <>{cell.text ?? String(cell.value ?? "")}</>;
}

function alignment(block: TableBlock, cell: TableCell | undefined, column: number) {
  return block.column_settings?.[column]?.align ?? (cell?.type === "raw_number" ? "right" : "left");
}

export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...body] = block.rows;
  const size = block.page_size ?? body.length;
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(body.length / Math.max(size, 1)));
  const shown = Math.min(page, pages - 1);
  const rowHeader = block.type === "data_table" ? (block.row_header_column_index ?? 0) : -1;
  return (
    <div className="table-block">
      <div className="table-scroll" tabIndex={0} role="group" aria-label={block.caption ?? "Table"}>
        <table>
          {block.caption && <caption>{block.caption}</caption>}
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col" style={{ textAlign: alignment(block, body[0]?.[column], column) }}>
                  <Cell cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(shown * size, (shown + 1) * size).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => {
                  const style = { textAlign: alignment(block, cell, column) };
                  if (column !== rowHeader) return <td key={column} style={style}><Cell cell={cell} /></td>;
                  return <th key={column} scope="row" style={style}><Cell cell={cell} /></th>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="table-pages">
          <button type="button" className="button" disabled={shown === 0} onClick={() => setPage(shown - 1)}>
            Previous
          </button>
          <span aria-live="polite">
            Page {shown + 1} of {pages}
          </span>
          <button type="button" className="button" disabled={shown === pages - 1} onClick={() => setPage(shown + 1)}>
            Next
          </button>
        </div>
      )}
    </div>
  );
}
