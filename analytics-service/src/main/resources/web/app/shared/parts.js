// The parts that pages are made of. Each is a function from values to a template and keeps no state.

import { html, nothing } from 'lit';
import { change, label, write } from './format.js';
import { cssValues } from './css-values.js';
import { icon } from './icons.js';

/** Before an amount that is a lower bound. */
export const atLeast = html`<span class="quiet" title="at least">≥ </span>`;

/** Text from the web: shown as text, and its direction marks change nothing outside of it. */
export const foreign = text => html`<bdi>${text}</bdi>`;

/** A status is always a word and a shape, not only a colour. */
export function statusChip(status) {
  return html`<span class="chip status-${status}">${icon(status)}${label(status)}</span>`;
}

/**
 * One headline figure.
 *
 * @param figure {id, title, kind, value, before, better, help, href, note, isAtLeast: whether the value is a lower bound}
 * @param compared whether there is a previous period
 */
export function tile(figure, compared) {
  const delta = compared ? change(figure.kind, figure.value, figure.before, figure.better) : null;
  const text = write(figure.kind, figure.value);
  const content = html`
    <span class="tile-title" title=${figure.help ?? nothing}>${figure.title}</span>
    <span class="tile-value ${figure.kind === 'text' ? 'tile-text' : ''}" data-figure=${figure.id ?? nothing}
      data-value=${figure.value ?? ''}>${figure.isAtLeast ? atLeast : nothing}<bdi>${text}</bdi></span>
    <span class="tile-note">
      ${
        delta
          ? html`<span class="delta delta-${delta.tone}">${delta.text}</span>
          ${!figure.before ? nothing : html`<span class="quiet">from ${write(figure.kind, figure.before)}</span>`}`
          : nothing
      }
      ${figure.note ? html`<span class="quiet">${figure.note}</span>` : nothing}
    </span>`;
  return figure.href ? html`<a class="tile" href=${figure.href}>${content}</a>` : html`<div class="tile">${content}</div>`;
}

/** The row of headline figures; grey shapes of the same size until they are there. */
export function tiles(resource, number, figures, compared) {
  if (resource.data === null && resource.error) return html`<div class="panel tiles-error">${failure(resource)}</div>`;
  if (resource.data === null) {
    return html`<div class="tiles tiles-${number}" aria-busy="true">${Array.from(
      { length: number },
      () => html`
      <div class="tile"><span class="bone bone-title"></span><span class="bone bone-value"></span><span class="bone bone-note"></span></div>`,
    )}</div>`;
  }
  return html`<div class="tiles tiles-${number} ${resource.stale ? 'stale' : ''}" aria-busy=${resource.loading}>
    ${figures().map(figure => tile(figure, compared))}</div>${resource.error ? failure(resource) : nothing}`;
}

/**
 * A titled surface with what a resource says.
 *
 * @param options {title, hint, size: of the skeleton, csv: address, actions, body: from the data to a template,
 *   isEmpty, empty: a sentence}
 */
export function panel(resource, options) {
  const { title, hint, size = 'm', wide = false, csv, actions, body, isEmpty, empty = 'Nothing in this window.' } = options;
  const known = resource.data !== null;
  return html`<section class="panel ${wide ? 'wide' : ''}" aria-label=${title} aria-busy=${resource.loading}>
    <header class="panel-head">
      <div><h2>${title}</h2>${hint ? html`<p class="quiet">${hint}</p>` : nothing}</div>
      <div class="panel-actions">${known ? (actions ?? nothing) : nothing}
        ${
          csv
            ? html`<a class="icon-button" href=${csv} download title="Download as CSV"
            aria-label="Download ${title} as CSV">${icon('download')}</a>`
            : nothing
        }</div>
    </header>
    <div class="panel-body ${known || !resource.error ? `size-${size}` : ''} ${resource.stale ? 'stale' : ''}">
      ${
        known
          ? isEmpty?.(resource.data)
            ? html`<p class="empty">${empty}</p>`
            : body(resource.data)
          : resource.error
            ? failure(resource)
            : html`<div class="bone bone-body"></div>`
      }
    </div>
    ${known && resource.error ? failure(resource) : nothing}
  </section>`;
}

/** What went wrong, and a way to try it again. */
export function failure(resource) {
  return html`<div class="failure" role="alert">${icon('warning')}
    <span>${foreign(resource.error.message)}</span>
    <button class="button small" @click=${() => resource.retry()}>Try again</button></div>`;
}

/**
 * Values ranked by length.
 *
 * @param rows [{name, value, text, href, note, tone}]
 */
export function rankedBars(rows) {
  const most = Math.max(...rows.map(row => row.value), 0) || 1;
  return html`<ol class="bars">${rows.map(
    row => html`
    <li>${row.href ? html`<a href=${row.href} class="bar-row">${bar(row, most)}</a>` : html`<div class="bar-row">${bar(row, most)}</div>`}</li>`,
  )}</ol>`;
}

function bar(row, most) {
  return html`<span class="bar-name" title=${row.name}><bdi>${row.name}</bdi></span>
    <span class="bar-note quiet">${row.note ?? nothing}</span><span class="bar-value">${row.text}</span>
    <span class="bar-track" aria-hidden="true"><i class="bar-fill ${row.tone ?? ''}" ${cssValues({ '--share': row.value / most })}></i></span>`;
}

/**
 * @param columns [{title, cell: from a row to a template, number: whether it is set flush right, hideSmall}]
 */
export function table(caption, columns, rows) {
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="${caption}, table">
    <table><caption class="visually-hidden">${caption}</caption>
      <thead><tr>${columns.map(column => html`<th scope="col" class=${classOf(column)} title=${column.help ?? nothing}>${column.title}</th>`)}</tr></thead>
      <tbody>${rows.map(row => html`<tr>${columns.map(column => html`<td class=${classOf(column)}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

const classOf = column => `${column.number ? 'number' : ''} ${column.hideSmall ? 'hide-small' : ''}`;

/** A share of a whole as a short bar and a figure. */
export function shareCell(ratio, text) {
  return html`<span class="share"><span class="share-track" aria-hidden="true"><i ${cssValues({ '--share': ratio ?? 0 })}></i></span>${text}</span>`;
}
