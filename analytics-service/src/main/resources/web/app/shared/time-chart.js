import { LitElement, html } from 'lit';

const MINIMUM_DRAG = 8;

/**
 * A chart over time. The library is loaded after the page is drawn. Dragging over the chart zooms the whole page to that time.
 *
 * model: {labels, titles, windows: [{from, to}], partial: [boolean], series: [{name, kind: bar, line or dotted, values, color,
 * stack, strip}], write(value, series), axis(value)}
 */
class TimeChart extends LitElement {
  static properties = { model: { attribute: false }, label: {} };

  #chart = null;
  #library = null;
  #drawn = null;
  #sizes = new ResizeObserver(() => this.#chart?.resize());
  #onTheme = () => {
    this.#drawn = null;
    this.#draw();
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('theme', this.#onTheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('theme', this.#onTheme);
    this.#sizes.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
    this.#drawn = null;
  }

  render() {
    return html`<div class="chart-legend">${this.model.series.map(
      series => html`
        <span><i class="swatch swatch-${series.kind} color-${series.color}"></i>${series.name}</span>`,
    )}</div>
      <div class="chart-plot bone" role="img" aria-label="${this.label}: ${this.model.summary ?? 'chart over time'}"
        @pointerdown=${this.#dragStart}></div>`;
  }

  async updated() {
    this.#library ??= import('./echarts.js');
    const { create } = await this.#library;
    if (!this.isConnected) return;
    if (!this.#chart) {
      const plot = this.querySelector('.chart-plot');
      this.#chart = create(plot);
      plot.classList.remove('bone');
      this.#sizes.observe(plot);
    }
    this.#draw();
  }

  async #draw() {
    // most refreshes bring what is there already
    const model = JSON.stringify(this.model);
    if (!this.#chart || model === this.#drawn) return;
    this.#drawn = model;
    const { option } = await this.#library;
    this.#chart?.setOption(option(this.model, this), { notMerge: true });
  }

  #dragStart = down => {
    if (down.button !== 0 || !this.#chart) return;
    const plot = down.currentTarget;
    const left = plot.getBoundingClientRect().left;
    const band = document.createElement('div');
    band.className = 'zoom-band';
    plot.append(band);
    let end = down.clientX;
    const move = event => {
      end = event.clientX;
      band.style.left = `${Math.min(down.clientX, end) - left}px`;
      band.style.width = `${Math.abs(end - down.clientX)}px`;
    };
    const leave = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', leave);
      band.remove();
    };
    const up = () => {
      leave();
      if (Math.abs(end - down.clientX) >= MINIMUM_DRAG)
        this.#zoom(Math.min(down.clientX, end) - left, Math.max(down.clientX, end) - left);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    // a finger that moves up or down scrolls the page
    window.addEventListener('pointercancel', leave);
  };

  #zoom(fromPixel, toPixel) {
    const last = this.model.windows.length - 1;
    const index = pixel => Math.min(last, Math.max(0, Math.round(this.#chart.convertFromPixel({ xAxisIndex: 0 }, pixel))));
    const detail = { from: this.model.windows[index(fromPixel)].from, to: this.model.windows[index(toPixel)].to };
    this.dispatchEvent(new CustomEvent('zoom', { bubbles: true, detail }));
  }
}

customElements.define('time-chart', TimeChart);
