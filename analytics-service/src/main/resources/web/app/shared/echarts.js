// The only file that knows the chart library. It is loaded when the first chart is drawn.

import { init, use } from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

const STRIP = 34;

export function create(element) {
  return init(element, null, { renderer: 'svg' });
}

/** @returns the library's description of a model, in the colours of the theme */
export function option(model, element) {
  const color = colors(element);
  const strip = model.series.some(series => series.strip);
  const axis = index => ({
    type: 'category',
    data: model.labels,
    gridIndex: index,
    boundaryGap: true,
    axisTick: { show: false },
    axisLine: { show: index === 0 || !strip, lineStyle: { color: color('line') } },
    axisLabel: { show: !strip || index === 1, color: color('quiet'), fontSize: 12, hideOverlap: true, margin: 10 },
    axisPointer: { type: 'shadow', shadowStyle: { color: color('hover'), opacity: 1 } },
  });
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(element).fontFamily },
    grid: [
      { left: 52, right: 12, top: 12, bottom: strip ? STRIP + 44 : 30 },
      ...(strip ? [{ left: 52, right: 12, height: STRIP, bottom: 30 }] : []),
    ],
    xAxis: strip ? [axis(0), axis(1)] : [axis(0)],
    yAxis: [
      {
        type: 'value',
        min: 0,
        splitNumber: 3,
        minInterval: model.whole ? 1 : 0,
        axisLabel: { color: color('quiet'), fontSize: 12, formatter: value => model.axis(value) },
        splitLine: { lineStyle: { color: color('line') } },
      },
      ...(strip ? [{ type: 'value', gridIndex: 1, min: 0, show: false }] : []),
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      className: 'chart-tip',
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow:none',
      formatter: items => tip(model, items),
    },
    series: model.series.map(series => drawn(series, model, color)),
  };
}

function drawn(series, model, color) {
  const base = {
    name: series.name,
    xAxisIndex: series.strip ? 1 : 0,
    yAxisIndex: series.strip ? 1 : 0,
    color: color(series.color),
  };
  if (series.kind === 'bar') {
    return {
      ...base,
      type: 'bar',
      stack: series.stack,
      barMaxWidth: 28,
      barCategoryGap: '28%',
      emphasis: { disabled: true },
      // a bucket that is not over, or only partly in the window, is pale
      data: series.values.map((value, index) => ({
        value: value === 0 ? null : value,
        itemStyle: { opacity: model.partial[index] ? 0.45 : 1 },
      })),
    };
  }
  return {
    ...base,
    type: 'line',
    connectNulls: false,
    smooth: false,
    symbolSize: 5,
    emphasis: { disabled: true },
    // a point without neighbours has no line to be seen by
    showSymbol: true,
    symbol: (value, { dataIndex }) => (isAlone(series.values, dataIndex) ? 'circle' : 'none'),
    lineStyle: { width: 2, type: series.kind === 'dotted' ? 'dotted' : 'solid' },
    data: series.values,
  };
}

function isAlone(values, index) {
  const missing = at => values[at] === null || values[at] === undefined;
  return !missing(index) && missing(index - 1) && missing(index + 1);
}

// elements and not markup: names come from the web, and markup with styles would be refused by the content security policy
function tip(model, items) {
  const box = document.createElement('div');
  box.className = 'tip';
  const index = items[0].dataIndex;
  const head = box.appendChild(document.createElement('strong'));
  head.textContent = model.titles[index] + (model.partial[index] ? ' (not complete)' : '');
  for (const series of model.series) {
    const row = box.appendChild(document.createElement('div'));
    row.appendChild(document.createElement('i')).className = `swatch swatch-${series.kind} color-${series.color}`;
    row.appendChild(document.createElement('span')).textContent = series.name;
    row.appendChild(document.createElement('b')).textContent = model.write(series.values[index], series);
  }
  return box;
}

// the library cannot resolve custom properties, so the browser is asked what they come to
function colors(element) {
  const probe = document.createElement('i');
  probe.hidden = true;
  element.append(probe);
  const known = {};
  for (const name of ['ok', 'part', 'fail', 'other', 'one', 'two', 'three', 'four', 'line', 'quiet', 'hover', 'strip']) {
    probe.className = `color-${name}`;
    known[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return name => known[name];
}
