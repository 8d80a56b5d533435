#include "batch.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "chunk.hpp"
#include "doctest/doctest.h"
#include "fresh_arena.hpp"

namespace {

using hxws::Batch;
using hxws::BatchStep;
using hxws::Error;

// The plan in short: what is left of the messages' elements, those done together in brackets, and "?" for a message
// that the host must parse.
std::string plan(const std::vector<std::string_view>& messages) {
  const FreshArena fresh;
  const Batch batch = hxws::plan_batch(messages.data(), static_cast<std::uint32_t>(messages.size()));
  REQUIRE(batch.error == Error::kNone);
  std::vector<std::string> steps(batch.count);
  for (std::uint32_t index = 0; index < batch.count; ++index) {
    const BatchStep& step = batch.steps[index];
    const std::string_view message = messages[step.message];
    const std::string text(step.sure ? message.substr(step.source.start, step.source.size()) : "?");
    REQUIRE(step.into <= index);
    steps[step.into] += (steps[step.into].empty() ? "" : "+") + text;
  }
  std::string all;
  for (const std::string& step : steps) all += step.empty() ? "" : step + "\n";
  return all;
}

}  // namespace

TEST_CASE("batch: nothing is planned of no messages, nor of empty ones") {
  CHECK(plan({}).empty());
  CHECK(plan({"", " ", "text"}).empty());
}

TEST_CASE("batch: a replacement that a later one undoes is dropped") {
  CHECK(plan({"<i id=a>1</i>", "<i id=a>2</i>", "<i id=a>3</i>"}) == "<i id=a>3</i>\n");
  CHECK(plan({"<i id=a>1</i>", "<i id=b>2</i>", "<i id=a hx-swap-oob=true>3</i>"}) ==
        "<i id=b>2</i>\n<i id=a hx-swap-oob=true>3</i>\n");
  CHECK(plan({"<i id=a>1</i><i id=a>2</i>"}) == "<i id=a>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=innerHTML:#a>1</i>", "<i hx-swap-oob=innerHTML:#a>2</i>"}) ==
        "<i hx-swap-oob=innerHTML:#a>2</i>\n");
  CHECK(plan({"<i id=a hx-swap-oob=innerHTML>1</i>", "<i hx-swap-oob='innerHTML:#a'>2</i>"}) ==
        "<i hx-swap-oob='innerHTML:#a'>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=innerHTML:#a>1</i>", "<i id=a>2</i>"}) == "<i id=a>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=beforeend:#a>1</i>", "<i hx-swap-oob=afterbegin:#a>2</i>", "<i id=a>3</i>"}) ==
        "<i id=a>3</i>\n");
  CHECK(plan({"<i id=a>1</i>", "<i hx-swap-oob=delete:#a></i>"}) == "<i hx-swap-oob=delete:#a></i>\n");
}

TEST_CASE("batch: what is not undone stays, in its order") {
  // the attributes of the first stay
  CHECK(plan({"<i id=a class=b>1</i>", "<i hx-swap-oob=innerHTML:#a>2</i>"}) ==
        "<i id=a class=b>1</i>\n<i hx-swap-oob=innerHTML:#a>2</i>\n");
  CHECK(plan({"<i id=a>1</i>", "<i hx-swap-oob=beforeend:#a>2</i>"}) ==
        "<i id=a>1</i>\n<i hx-swap-oob=beforeend:#a>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=afterend:#a>1</i>", "<i id=a>2</i>"}) ==
        "<i hx-swap-oob=afterend:#a>1</i>\n<i id=a>2</i>\n");
  // there is no #a any more after the first
  CHECK(plan({"<i id=b hx-swap-oob=outerHTML:#a>1</i>", "<i id=a>2</i>"}) ==
        "<i id=b hx-swap-oob=outerHTML:#a>1</i>\n<i id=a>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=delete:#a></i>", "<i id=a>2</i>"}) == "<i hx-swap-oob=delete:#a></i>\n<i id=a>2</i>\n");
  CHECK(plan({"<i id=a>1</i>", "<i id=A>2</i>"}) == "<i id=a>1</i>\n<i id=A>2</i>\n");
}

TEST_CASE("batch: nothing is dropped across what can't be foreseen") {
  for (const std::string_view barrier :
       {"<script id=s></script>", "<i id=b hx-get=/x></i>", "<i id=b hx-preserve></i>", "<x-y id=b></x-y>",
        "<input id=b autofocus>", "<i hx-swap-oob='innerHTML:.list'></i>", "<i hx-swap-oob='innerHTML:#a, #b'></i>",
        "<i id=b hx-swap-oob=none></i>", "<i id=b hx-swap-oob=morph:outerHTML></i>", "<i>no id</i>", "<i id='1'></i>",
        "<template id=b></template>"}) {
    CAPTURE(barrier);
    const std::string kept = "<i id=a>1</i>\n" + std::string(barrier) + "\n<i id=a>2</i>\n";
    CHECK(plan({"<i id=a>1</i>", barrier, "<i id=a>2</i>"}) == kept);
  }
  // unsure; a value that is written with references
  CHECK(plan({"<i id=a>1</i>", "<p id=b><table></table></p>", "<i id=a>2</i>"}) == "<i id=a>1</i>\n?\n<i id=a>2</i>\n");
  CHECK(plan({"<i id=a>1</i>", "<i id=a hx-swap-oob='&#116;rue'></i>", "<i id=a>2</i>"}) ==
        "<i id=a>1</i>\n?\n<i id=a>2</i>\n");
}

TEST_CASE("batch: nothing is dropped for what stands before a barrier in its message") {
  CHECK(plan({"<i id=a class=q>1</i>", "<i id=a>2</i><b hx-swap-oob=innerHTML:.q>3</b>"}) ==
        "<i id=a class=q>1</i>\n<i id=a>2</i>\n<b hx-swap-oob=innerHTML:.q>3</b>\n");
  CHECK(plan({"<i id=a>1</i>", "<b hx-swap-oob=innerHTML:.q>2</b><i id=a>3</i>", "<i id=a>4</i>"}) ==
        "<i id=a>1</i>\n<b hx-swap-oob=innerHTML:.q>2</b>\n<i id=a>4</i>\n");
}

TEST_CASE("batch: insertions at the end of one target become one") {
  CHECK(plan({"<i hx-swap-oob=beforeend:#a>1</i>", "<i hx-swap-oob=beforeend:#a>2</i>",
              "<i hx-swap-oob=beforeend:#a>3</i>"}) ==
        "<i hx-swap-oob=beforeend:#a>1</i>+<i hx-swap-oob=beforeend:#a>2</i>+<i hx-swap-oob=beforeend:#a>3</i>\n");
  // two lists at once
  CHECK(plan({"<i hx-swap-oob=beforeend:#a>1</i>", "<i hx-swap-oob=beforeend:#b>2</i>",
              "<i hx-swap-oob=beforeend:#a>3</i>", "<i hx-swap-oob=beforeend:#b>4</i>"}) ==
        "<i hx-swap-oob=beforeend:#a>1</i>+<i hx-swap-oob=beforeend:#a>3</i>\n"
        "<i hx-swap-oob=beforeend:#b>2</i>+<i hx-swap-oob=beforeend:#b>4</i>\n");
  // what was dropped is not between
  CHECK(plan({"<i hx-swap-oob=beforeend:#a>1</i>", "<i id=b>2</i>", "<i hx-swap-oob=beforeend:#a>3</i>",
              "<i id=b>4</i>"}) ==
        "<i hx-swap-oob=beforeend:#a>1</i>+<i hx-swap-oob=beforeend:#a>3</i>\n<i id=b>4</i>\n");
  // with ids, where nothing is between
  CHECK(plan({"<i hx-swap-oob=beforeend:#a><b id=x></b></i>", "<i hx-swap-oob=beforeend:#a><b id=y></b></i>"}) ==
        "<i hx-swap-oob=beforeend:#a><b id=x></b></i>+<i hx-swap-oob=beforeend:#a><b id=y></b></i>\n");
}

TEST_CASE("batch: an insertion that may bring another target is the last of its kind") {
  CHECK(plan({"<i hx-swap-oob=beforeend:#a><b id=a></b></i>", "<i hx-swap-oob=beforeend:#a>2</i>"}) ==
        "<i hx-swap-oob=beforeend:#a><b id=a></b></i>\n<i hx-swap-oob=beforeend:#a>2</i>\n");
  CHECK(plan({"<i hx-swap-oob=beforeend:#ab><b id=a></b></i>", "<i hx-swap-oob=beforeend:#ab>2</i>"}) ==
        "<i hx-swap-oob=beforeend:#ab><b id=a></b></i>+<i hx-swap-oob=beforeend:#ab>2</i>\n");
}

TEST_CASE("batch: an insertion does not move across what may depend on it") {
  const std::string_view first = "<i hx-swap-oob=beforeend:#a>1</i>";
  const std::string_view last = "<i hx-swap-oob=beforeend:#a>3</i>";
  for (const std::string_view between :
       {"<i id=b>2</i>", "<i hx-swap-oob=innerHTML:#b>2</i>", "<i hx-swap-oob=delete:#b></i>",
        "<i hx-swap-oob=beforeend:#b><b id=x></b></i>", "<i hx-swap-oob=afterbegin:#a>2</i>",
        "<i hx-swap-oob=beforebegin:#a>2</i>", "<i hx-swap-oob='beforeend:.a'>2</i>", "<i id=b hx-get=/x></i>"}) {
    CAPTURE(between);
    const std::string apart = std::string(first) + "\n" + std::string(between) + "\n" + std::string(last) + "\n";
    CHECK(plan({first, between, last}) == apart);
  }
  // the last would come before one that it follows, as the one before it does
  CHECK(plan({first, "<i hx-swap-oob=afterbegin:#b>2</i>", last, "<i hx-swap-oob=beforeend:#a><b id=b></b></i>"}) ==
        "<i hx-swap-oob=beforeend:#a>1</i>+<i hx-swap-oob=beforeend:#a>3</i>\n<i hx-swap-oob=afterbegin:#b>2</i>\n"
        "<i hx-swap-oob=beforeend:#a><b id=b></b></i>\n");
  // the last holds the target of the one before it
  CHECK(plan({first, "<i hx-swap-oob=beforeend:#b>2</i>", "<i hx-swap-oob=beforeend:#a><b id=b></b></i>"}) ==
        "<i hx-swap-oob=beforeend:#a>1</i>\n<i hx-swap-oob=beforeend:#b>2</i>\n"
        "<i hx-swap-oob=beforeend:#a><b id=b></b></i>\n");
}

TEST_CASE("batch: a step says how its source is to be parsed") {
  const FreshArena fresh;
  const std::string_view messages[] = {"<tr id=r></tr><div id=d></div>", "<td id=t></td>",
                                       "<div id=e hx-swap-oob='innerHTML'><b id=f></b></div>",
                                       "<p id=b><table></table></p>"};
  const Batch batch = hxws::plan_batch(messages, 4);
  REQUIRE(batch.count == 5);
  CHECK(batch.steps[0].alone);
  CHECK(batch.steps[1].alone);
  CHECK(batch.steps[2].alone);
  CHECK_FALSE(batch.steps[3].alone);
  CHECK(batch.steps[3].message == 2);
  CHECK(batch.steps[3].has_swap);
  CHECK(messages[2].substr(batch.steps[3].swap.start, batch.steps[3].swap.size()) == "innerHTML");
  CHECK(batch.steps[3].flags == hxws::kHasId);
  CHECK_FALSE(batch.steps[4].sure);
}

TEST_CASE("batch: many messages with many targets need no more room than one of them") {
  const FreshArena fresh;
  std::vector<std::string> texts;
  for (int index = 0; index < 20000; ++index) texts.push_back("<i id=a" + std::to_string(index % 3000) + ">1</i>");
  const std::vector<std::string_view> messages(texts.begin(), texts.end());
  const Batch batch = hxws::plan_batch(messages.data(), static_cast<std::uint32_t>(messages.size()));
  REQUIRE(batch.error == Error::kNone);
  CHECK(batch.count == 3000);
  CHECK(batch.steps[0].message == 17000);
  CHECK(hxws::arena_used() < std::size_t{6} << 20);
}

TEST_CASE("batch: where memory ends it says so") {
  const FreshArena fresh;
  const std::string_view messages[] = {"<i id=a>1</i>", "<i hx-swap-oob=beforeend:#a>1</i>", "<i id=b>1</i>"};
  bool worked = false;
  for (std::size_t limit = 0; !worked; limit += 64) {
    REQUIRE(limit < std::size_t{1} << 20);
    hxws::arena_reset();
    hxws::arena_set_limit(limit);
    const Batch batch = hxws::plan_batch(messages, 3);
    worked = batch.error == Error::kNone;
    if (!worked) CHECK(batch.error == Error::kOutOfMemory);
    if (worked) CHECK(batch.count == 3);
  }
}
