import { html, nothing } from 'lit';
import { cssValues } from '../shared/css-values.js';
import { duration, durationTick, errorLabel, label } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { foreign } from '../shared/parts.js';
import { isActive, waterfall } from './prepare.js';

/** When each step and each call of a run was at work. */
export function steps(run) {
  const model = waterfall(run, Date.now());
  return html`<section class="panel" aria-label="Steps"><header class="panel-head"><h2>Steps</h2>
      <span class="quiet" aria-live="polite">${isActive(run) ? 'live' : nothing}</span></header>
    <ol class="fall">
      <li class="fall-row fall-axis" aria-hidden="true"><span></span><span class="fall-track">${model.ticks.map(
        tick => html`
        <i class="fall-tick" ${cssValues({ '--left': tick / model.totalMs })}>${durationTick(tick)}</i>`,
      )}</span><span></span></li>
      ${model.rows.map(
        ({ step, ms, bar, calls }) => html`
        <li class="fall-row"><span class="fall-name">${stepIcon(step.status)}${label(step.step_name)}</span>
          <span class="fall-track">${bar ? html`<i class="fall-bar fall-${step.status}" ${cssValues({ '--left': bar.left, '--width': bar.width })}></i>` : nothing}</span>
          <span class="fall-time">${step.status === 'skipped' ? 'skipped' : step.status === 'pending' ? '' : duration(ms)}</span>
          ${step.error_message || step.error_type ? html`<span class="fall-error">${errorLabel(step.error_type)}${step.error_message ? html`: ${foreign(step.error_message)}` : nothing}</span>` : nothing}</li>
        ${calls.map(
          ({ call, bar: callBar }) => html`
          <li class="fall-row fall-call"><span class="fall-name quiet">${call.provider}${call.attempt > 1 ? `, try ${call.attempt}` : ''}</span>
            <span class="fall-track">${callBar ? html`<i class="fall-bar fall-thin fall-${call.cache_hit ? 'cache' : call.status}" ${cssValues({ '--left': callBar.left, '--width': callBar.width })}></i>` : nothing}</span>
            <span class="fall-time quiet">${call.cache_hit ? 'from cache' : call.error_type ? html`<span class="bad">${errorLabel(call.error_type)}</span>` : duration(call.latency_ms)}</span></li>`,
        )}`,
      )}
    </ol></section>`;
}

const stepIcon = status =>
  html`<span class="step-icon step-${status}" role="img" aria-label=${label(status)}>${icon(status)}</span>`;
