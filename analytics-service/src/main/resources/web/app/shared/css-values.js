import { Directive, directive } from 'lit/directive.js';
import { noChange } from 'lit';

/**
 * Sets CSS custom properties of an element by script, as in <i ${cssValues({ '--share': 0.4 })}>. A style attribute would be
 * refused by the content security policy.
 */
export const cssValues = directive(
  class extends Directive {
    render() {
      return noChange;
    }

    update(part, [values]) {
      for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, String(value));
      return noChange;
    }
  },
);
