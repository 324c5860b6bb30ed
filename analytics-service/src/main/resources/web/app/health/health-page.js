import { html } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { chartPanel } from '../shared/chart-panel.js';
import { isBlank } from '../shared/over-time.js';
import { noRuns } from '../shared/empty.js';
import { panel, rankedBars, tiles } from '../shared/parts.js';
import { errors, failingCompanies, failingSteps, figures, runsOverTime } from './prepare.js';

/** Agent Health: do the runs end well, and what goes wrong? */
class HealthPage extends Page {
  #health = new Resource(this);
  #live = new Resource(this);
  #any = new Resource(this);

  async load() {
    this.#live.load('/runs/live');
    await this.#health.load(this.kpis('health'));
    if (!this.#health.data) return;
    this.tellMeta(this.#health.data.meta);
    if (this.#health.data.health.runs === 0) this.#any.load('/runs?limit=1');
  }

  render() {
    const health = this.#health;
    const link = changes => this.link(changes);
    const head = html`<h1>Do the runs end well?</h1>
      ${tiles(health, 4, () => figures(health.data, this.#live.data, link), this.compared)}`;
    if (health.data?.health.runs === 0 && !health.loading) {
      return html`${head}${noRuns(this.state, this.#any.data?.runs.length === 0)}`;
    }
    return html`${head}
      <div class="panels">
        ${chartPanel(this, health, {
          title: 'Runs by status',
          csv: this.csv('health', 'over_time'),
          isEmpty: data => isBlank(data.over_time, 'runs'),
          prepare: data => runsOverTime(data, this.zone),
        })}
        ${panel(health, {
          title: 'Errors',
          hint: 'Runs by error type',
          size: 'list',
          csv: this.csv('health', 'errors_by_type'),
          isEmpty: data => data.errors_by_type.length === 0,
          empty: 'No run had an error.',
          body: data => rankedBars(errors(data, link)),
        })}
        ${panel(health, {
          title: 'Companies that fail most',
          hint: 'Share of their runs, where there are enough',
          size: 'list',
          csv: this.csv('health', 'failing_companies'),
          isEmpty: data => failingCompanies(data, link).length === 0,
          empty: 'No company stands out.',
          body: data => rankedBars(failingCompanies(data, link).slice(0, 8)),
        })}
        ${panel(health, {
          title: 'Steps that fail most',
          hint: 'Failed steps by reason',
          size: 'list',
          csv: this.csv('health', 'failing_steps'),
          isEmpty: data => data.failing_steps.length === 0,
          empty: 'No step failed.',
          body: data => rankedBars(failingSteps(data, link).slice(0, 8)),
        })}
      </div>`;
  }
}

customElements.define('health-page', HealthPage);
