package io.github.dhisadmin.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

/** How a page looks in a window of some width, to somebody who prefers light or dark colours. */
public final class PageLook {
  /** What WCAG 2 wants for texts, at level AA. */
  private static final double CONTRAST = 4.5;

  /** How far the text stands out from what is behind it, at the place where it does least. */
  private static final String LEAST_CONTRAST =
      """
      (() => {
        const channel = c => c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        const light = rgb => 0.2126 * channel(rgb[0] / 255) + 0.7152 * channel(rgb[1] / 255)
          + 0.0722 * channel(rgb[2] / 255);
        const parse = colour => colour.match(/[\\d.]+/g).map(Number);
        const behind = node => {
          for (let at = node; at !== null; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) {
              return colour;
            }
          }
          return [255, 255, 255];
        };
        const shown = node => node.getClientRects().length > 0
          && [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== "");
        const nodes = [...document.querySelectorAll("body *")]
          .filter(node => !["SCRIPT", "NOSCRIPT", "OPTION"].includes(node.tagName) && shown(node)
            && !node.matches(":disabled"));
        return Math.min(...nodes.map(node => {
          const text = light(parse(getComputedStyle(node).color));
          const ground = light(behind(node));
          return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        }));
      })()
      """;

  /** What reaches out of the window, or out of a box that hides the rest of it. */
  private static final String CUT_OFF =
      """
      [...document.querySelectorAll("main *, header *")]
        .filter(node => !node.closest(".hidden, .bar, svg") && node.getClientRects().length > 0)
        .filter(node => {
          const box = node.getBoundingClientRect();
          return box.left > -1000 && (box.left < 0 || box.right > window.innerWidth + 0.5)
            || node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1;
        })
        .map(node => node.tagName + "." + node.className + ": " + node.textContent.slice(0, 40))
      """;

  private final BrowserPage page;
  private final int width;
  private final String scheme;

  /** Shows the page so. */
  public PageLook(BrowserPage page, int width, String scheme) {
    this.page = page;
    this.width = width;
    this.scheme = scheme;
    page.size(width);
    page.colours(scheme);
  }

  /** Wants everything to fit the window and to be readable. */
  public void check() {
    assertThat(page.value("document.documentElement.scrollWidth").intValue()).isEqualTo(width);
    assertThat(page.values(CUT_OFF)).isEmpty();
    assertThat(page.value(LEAST_CONTRAST).doubleValue()).isGreaterThanOrEqualTo(CONTRAST);
    double brightness =
        page.value("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
            .doubleValue();
    assertThat(brightness < 128).isEqualTo(scheme.equals("dark"));
  }
}
