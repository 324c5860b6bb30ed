import { html } from 'lit';
import { instantOf, wallTime } from './time.js';

/** Fields of a form for the start and the end of a window, as clocks of the zone show them. */
export function windowFields(from, to, zone) {
  return html`
    <label class="field"><span>From, ${zone}</span><input type="datetime-local" name="from" required .value=${wallTime(from, zone)}></label>
    <label class="field"><span>To, ${zone}</span><input type="datetime-local" name="to" required .value=${wallTime(to, zone)}></label>`;
}

/** @returns {from, to}, dates: what these fields of a form say */
export function windowIn(form, zone) {
  return { from: instantOf(form.from.value, zone), to: instantOf(form.to.value, zone) };
}
