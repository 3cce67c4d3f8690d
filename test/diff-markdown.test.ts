import { expect, test } from "vitest";
import { renderDiffMarkdown } from "../src/findings/diff-markdown.ts";
import { diff } from "../src/growth/growth.ts";
import { organization } from "./small-organizations.ts";

const shop = (stops: string, name: string) =>
  organization(`
failures:
  late:
    name: ${name}
    function: pay
    happens: 12 / year
    detected after: 1h
    contained after: 1h
    impact: { harm: 500 USD, blast radius: 1 payment, time-sensitivity: none }
controls: { look: { guard rail: late, stops: ${stops}, upkeep: 100 USD / year } }`);

test("a change as a comment on a pull request, figure by figure", () => {
  // 12 a year at 500 USD: 80% stopped leaves 1,200 USD, half stopped 3,000; 100 USD upkeep on top.
  const comment = renderDiffMarkdown(
    diff(shop("80%", "Late"), shop("50%", "Late | <b>@all</b>"), { seed: 1 }),
  );
  expect(comment).toMatchInlineSnapshot(`
    "<!-- failwell diff -->

    ### Test&#58; what the change does

    Guard rail “Look”&#58; stops 80% → 50%; failure “Late” renamed “Late &#124; &#60;b&#62;&#64;​all&#60;/b&#62;”. A year costs 1.8k USD more on average&#58; 3.1k USD instead of 1.3k USD; what losses pass in 1 year of 100 rises by 2.5k USD, to 6k USD. Nothing moves on the map, nor in what is expected or lost of ideas.

    | of a year | before | after | difference | by the computation’s error |
    | --- | ---: | ---: | ---: | ---: |
    | cost on average | 1.3k USD | 3.1k USD | &#43;1.8k USD |  |
    | losses on average | 1.2k USD | 3k USD | &#43;1.8k USD |  |
    | losses pass in 1 year of 100 | 3.5k USD | 6k USD | &#43;2.5k USD |  |

    <details><summary>What the text says otherwise</summary>

    | what | change | before | after |
    | --- | --- | --- | --- |
    | guard rail “Look” | stops | 80% | 50% |
    | failure “Late &#124; &#60;b&#62;&#64;​all&#60;/b&#62;” | renamed | “Late” | “Late &#124; &#60;b&#62;&#64;​all&#60;/b&#62;” |

    </details>

    <details><summary>Where the difference comes from</summary>

    | part | before | after | difference | by the computation’s error |
    | --- | ---: | ---: | ---: | ---: |
    | loss by “Late &#124; &#60;b&#62;&#64;​all&#60;/b&#62;” | 1.2k USD | 3k USD | &#43;1.8k USD |  |

    </details>

    <details><summary>Assumed</summary>

    - what is not known of figures is averaged over&#58; the error is that of the computation, and says nothing of how well they are known (Failwell)
    - both texts are tried with the same random numbers; a difference within its error, eight times tried, is told as none (Failwell)
    - left out as in every answer without playing years&#58; what brings about several failures at once, work that waits behind other work beyond a steady queue, and the seasons of the year (Failwell)
    - what is earned exceeds expected losses by the same share before and after&#58; where these grow, so do earnings, and one loss of another failure brings ruin a little less near (Failwell)
    - places on the map are as stated, without a record (Failwell)

    </details>

    <sub>seed 1</sub>
    "
  `);
});

test("where only comments differ, the comment is one sentence", () => {
  const comment = renderDiffMarkdown(diff(shop("80%", "Late"), shop("80%", "Late"), { seed: 1 }));
  expect(comment).toMatchInlineSnapshot(`
    "<!-- failwell diff -->

    ### Test&#58; what the change does

    Both texts say the same&#58; at most comments, the order of things or the form of the text changed.
    "
  `);
});
