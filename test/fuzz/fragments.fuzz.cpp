// Messages. The input is the message; it is read once with all memory, then with less than it needs.
#include "fragments.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../../wasm/abi.hpp"
#include "arena.hpp"
#include "ascii.hpp"
#include "exports.hpp"
#include "require.hpp"
#include "utf16.hpp"

namespace {

using fuzz::require;
using hxws::Certainty;
using hxws::Error;
using hxws::Span;

constexpr std::size_t kElementWords = 5;

using Attributes = std::vector<std::pair<std::string, std::string>>;

// A copy of an element, which outlives the call.
struct Element {
  hxws::FragmentElement found;
  std::string tag;
  Attributes attributes;
  std::string swap;
};

struct Answer {
  Certainty certainty;
  std::vector<Element> elements;
};

std::string_view part(std::string_view text, Span span) {
  require(span.start <= span.end && span.end <= text.size(), "a span lies inside its text");
  return text.substr(span.start, span.size());
}

Answer parse(std::string_view message) {
  hxws::arena_reset();
  const hxws::Fragments fragments = hxws::parse_fragments(message);
  require(fragments.error == Error::kNone, "there is memory");
  Answer answer = {fragments.certainty, {}};
  for (std::size_t index = 0; index < fragments.count; ++index) {
    const hxws::FragmentElement& found = fragments.elements[index];
    Element element = {found, found.node.name(), {}, std::string(found.swap_value)};
    for (const pugi::xml_attribute& each : found.node.attributes()) {
      element.attributes.emplace_back(each.name(), each.value());
    }
    answer.elements.push_back(std::move(element));
  }
  return answer;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), hxws::to_lower);
  return result;
}

const std::string* attribute(const Element& element, std::string_view name) {
  for (const auto& [each, value] : element.attributes) {
    if (each == name) return &value;
  }
  return nullptr;
}

void check_tag(std::string_view message, const Element& element) {
  const hxws::FragmentElement& found = element.found;
  const std::string_view source = part(message, found.source);
  require(source.size() > found.tag_size + 1 && found.tag_size > 0 && source[0] == '<', "an element begins with a tag");
  require(lower(source.substr(1, found.tag_size)) == element.tag, "the tag's name stands behind its <");
  const char after = source[found.tag_size + 1];
  require(hxws::is_space(after) || after == '/' || after == '>', "the tag's name is whole");
}

void check_flags(std::string_view message, const Element& element) {
  const std::string source = lower(part(message, element.found.source));
  const std::uint32_t flags = element.found.flags;
  const auto has = [&](hxws::ElementFlag flag) { return (flags & flag) != 0; };
  const auto stands = [&](const char* text) { return source.find(text) != std::string::npos; };
  const bool table_part = element.tag == "caption" || element.tag == "colgroup" || element.tag == "col" ||
                          element.tag == "tbody" || element.tag == "thead" || element.tag == "tfoot" ||
                          element.tag == "tr" || element.tag == "td" || element.tag == "th";
  require(has(hxws::kHasTemplate) || element.tag != "template", "a template is seen");
  require(!has(hxws::kHasTemplate) || stands("<template"), "a template stands there");
  require(has(hxws::kHasForm) || element.tag != "form", "a form is seen");
  require(!has(hxws::kHasForm) || stands("<form") || stands("submit"), "a form or its button stands there");
  require(has(hxws::kHasLink) || element.tag != "a", "a link is seen");
  require(!has(hxws::kHasLink) || stands("<a"), "a link stands there");
  require(!has(hxws::kHasStyle) || stands("style"), "a style stands there");
  require(has(hxws::kIsTablePart) == table_part, "a table's part is known as one");
  require(has(hxws::kHasCustom) || element.tag.find('-') == std::string::npos, "a custom element is known as one");
  require(!has(hxws::kHasPreserve) || has(hxws::kHasHtmx), "hx-preserve is htmx's");
  require(!has(hxws::kHasScript) || stands("<script"), "a script stands there");
  require(!has(hxws::kHasAutofocus) || stands("autofocus"), "autofocus stands there");
  require(!has(hxws::kHasPreserve) || stands("hx-preserve"), "hx-preserve stands there");
  require(!has(hxws::kHasHtmx) || stands("hx-") || stands("ws-") || stands("sse-"), "htmx's prefix stands there");
  require(!has(hxws::kHasId) || stands("id"), "an id stands there");
  for (const auto& [name, value] : element.attributes) {
    require(has(hxws::kHasAutofocus) || name != "autofocus", "autofocus is seen");
    require(has(hxws::kHasCustom) || name != "is", "a custom element's second name is seen");
    require(has(hxws::kHasStyle) || name != "style", "a style is seen");
    require(has(hxws::kHasPreserve) || (name != "hx-preserve" && name != "data-hx-preserve"), "hx-preserve is seen");
    const bool oob = name == "hx-swap-oob" || name == "data-hx-swap-oob";
    require(has(hxws::kHasHtmx) || oob || name.compare(0, 3, "hx-") != 0, "htmx's attributes are seen");
  }
}

void check_attributes(std::string_view message, const Element& element) {
  const std::string_view source = part(message, element.found.source);
  const bool plain = source.find_first_of("&\r") == std::string_view::npos;
  for (auto each = element.attributes.begin(); each != element.attributes.end(); ++each) {
    const auto& [name, value] = *each;
    require(!name.empty() && name == lower(name), "an attribute has a name in lower case");
    require(name.find_first_of(" \t\n\f\r/>='\"<") == std::string::npos, "a name ends where it must");
    require(!plain || source.find(value) != std::string_view::npos, "a value stands in the source");
    for (auto other = element.attributes.begin(); other != each; ++other) require(other->first != name, "names differ");
  }
}

void check_id_and_swap(std::string_view message, const Element& element) {
  const hxws::FragmentElement& found = element.found;
  const std::string* id = attribute(element, "id");
  require(found.has_id == (id != nullptr), "the id is seen");
  require(id == nullptr || part(message, found.id) == *id, "the id's span holds the id");

  const std::string* swap = attribute(element, "hx-swap-oob");
  const std::string* data_swap = attribute(element, "data-hx-swap-oob");
  if (data_swap != nullptr && (swap == nullptr || swap->empty())) swap = data_swap;
  require(found.has_swap == (swap != nullptr), "the swap is seen");
  if (swap == nullptr) return;
  require(element.swap == *swap, "the swap is what htmx reads");
  require(!found.swap_is_source || part(message, found.swap) == *swap, "the swap's span holds the swap");
  const hxws::SwapOob parts = hxws::swap_oob(*swap);
  require(part(*swap, found.swap_parts.selector) == part(*swap, parts.selector), "the selector is the swap's");
  require(part(*swap, found.swap_parts.style) == part(*swap, parts.style), "the style is the swap's");
}

// Between elements stand only text and comments.
void check_gap(std::string_view gap) {
  for (std::size_t at = gap.find('<'); at != std::string_view::npos; at = gap.find('<', at + 1)) {
    if (gap.substr(at, 4) == "<!--") {
      const std::size_t end = gap.find("-->", at + 4);
      require(end != std::string_view::npos, "a comment ends");
      at = end;
      continue;
    }
    const char next = at + 1 < gap.size() ? gap[at + 1] : ' ';
    require(!hxws::is_alpha(next) && next != '/' && next != '!' && next != '?', "no tag is left out");
  }
}

// An element parsed alone is the same, unless its end was only implied by the next one.
void check_alone(std::string_view message, const Element& element, std::size_t next) {
  const std::string_view source = part(message, element.found.source);
  const Answer alone = parse(source);
  if (alone.certainty == Certainty::kUnsure) {
    const bool may_lack_end = element.tag == "li" || element.tag == "dd" || element.tag == "dt" || element.tag == "p";
    require(may_lack_end && element.found.source.end == next, "an element alone is as sure as beside others");
    return;
  }
  require(alone.certainty == Certainty::kSure && alone.elements.size() == 1, "an element alone is one element");
  const Element& same = alone.elements[0];
  require(same.found.source.start == 0 && same.found.source.end == source.size(), "an element alone has its size");
  require(same.tag == element.tag && same.attributes == element.attributes, "an element alone is the same");
  require(same.found.flags == element.found.flags && same.swap == element.swap, "an element alone is the same");
}

void check_answer(std::string_view message, const Answer& answer) {
  require(answer.certainty != Certainty::kUnsure || answer.elements.empty(), "who is unsure finds nothing");
  std::size_t end = 0;
  for (std::size_t index = 0; index < answer.elements.size(); ++index) {
    const Element& element = answer.elements[index];
    const bool last = index + 1 == answer.elements.size();
    require(element.found.source.start >= end, "elements are in order and do not overlap");
    check_gap(message.substr(end, element.found.source.start - end));
    end = element.found.source.end;
    check_tag(message, element);
    check_flags(message, element);
    check_attributes(message, element);
    check_id_and_swap(message, element);
    check_alone(message, element, last ? message.size() : answer.elements[index + 1].found.source.start);
  }
  if (answer.certainty != Certainty::kUnsure) check_gap(message.substr(end));
}

void check_exported_attributes(const Answer& answer) {
  for (std::uint32_t index = 0; index < answer.elements.size(); ++index) {
    Attributes attributes;
    while (hxws_fragment_attribute(index, static_cast<std::uint32_t>(attributes.size())) == 0) {
      const auto name_size = static_cast<std::size_t>(fuzz::output(1));
      const auto value_size = static_cast<std::size_t>(fuzz::output(3));
      attributes.emplace_back(std::string(fuzz::at<char>(fuzz::output(0)), name_size),
                              std::string(fuzz::at<char>(fuzz::output(2)), value_size));
      require(attributes.size() <= answer.elements[index].attributes.size(), "the attributes end");
    }
    require(attributes == answer.elements[index].attributes, "the export gives all attributes");
    require(hxws_fragment_attribute(index, UINT32_MAX) == fuzz::code(Error::kNotFound), "there are no more");
  }
  const auto count = static_cast<std::uint32_t>(answer.elements.size());
  require(hxws_fragment_attribute(count, 0) == fuzz::code(Error::kNotFound), "there are no more elements");
  require(hxws_fragment_attribute(UINT32_MAX, 0) == fuzz::code(Error::kNotFound), "there are no more elements");
}

// An element's words, as JavaScript reads them with slices of its string.
void check_words(const std::int32_t* words, std::u16string_view message16, std::string_view message,
                 const Element& element) {
  const hxws::FragmentElement& found = element.found;
  const auto utf16 = [](std::string_view text) { return fuzz::utf16(text).value_or(u"(no UTF-8)"); };
  require(fuzz::slice(message16, words[0], words[1]) == utf16(part(message, found.source)), "words 0 and 1: source");
  require(words[2] == static_cast<std::int32_t>(found.flags), "word 2: flags");
  if (found.has_swap && found.swap_is_source) {
    require(fuzz::slice(message16, words[3], words[4]) == utf16(element.swap), "words 3 and 4: swap");
  } else {
    require(words[3] == (found.has_swap ? kDecoded : kAbsent) && words[4] == kAbsent, "words 3 and 4: no span");
  }
}

void check_exports(std::string_view message, const Answer& answer, bool ascii) {
  require(fuzz::write({message}), "there is memory");
  const std::int32_t certainty = hxws_fragments(fuzz::size_of(message), ascii ? 1 : 0);
  require(certainty == static_cast<std::int32_t>(answer.certainty), "the export is as sure");
  require(static_cast<std::size_t>(fuzz::output(0)) == answer.elements.size(), "the export finds as many elements");
  const auto* words = fuzz::at<std::int32_t>(fuzz::output(1));
  if (const auto message16 = fuzz::utf16(message)) {
    for (std::size_t index = 0; index < answer.elements.size(); ++index) {
      check_words(words + index * kElementWords, *message16, message, answer.elements[index]);
    }
  }
  check_exported_attributes(answer);
}

// The input as several messages, cut where a control character stands, planned together.
void check_batch(std::string_view input) {
  std::vector<std::uint32_t> records;
  std::string texts;
  for (std::size_t start = 0; start <= input.size();) {
    const std::size_t end = std::min(input.find('\x1F', start), input.size());
    const std::string_view message = input.substr(start, end - start);
    records.insert(records.end(), {fuzz::size_of(message), 0});
    texts += message;
    start = end + 1;
  }
  const auto count = static_cast<std::uint32_t>(records.size() / 2);
  const std::string_view head(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(records[0]));
  require(fuzz::write({head, texts}), "there is memory");
  const std::int32_t steps = hxws_batch(count);
  require(steps >= 0, "there is a plan");
  const auto* words = fuzz::at<std::int32_t>(fuzz::output(0));
  constexpr std::int32_t kStepWords = 8;
  const bool is_text = fuzz::utf16(input).has_value();  // JavaScript sends no other
  for (std::int32_t index = 0; index < steps; ++index, words += kStepWords) {
    require(words[0] >= 0 && words[0] < static_cast<std::int32_t>(count), "word 0: a message");
    require(index == 0 || words[0] >= words[-kStepWords], "steps are in the order of their messages");
    require(words[1] >= kByHost && words[1] <= kAlone, "word 1: a kind");
    require(words[2] >= 0 && words[2] <= index, "word 2: this step or an earlier one");
    if (words[1] == kByHost || !is_text) continue;
    const auto size = static_cast<std::int32_t>(records[static_cast<std::size_t>(words[0]) * 2]);
    require(words[4] >= 0 && words[4] < words[7] && words[7] <= size, "words 4 and 7: source");
    require(words[5] == kAbsent || (words[4] < words[5] && words[5] <= words[6] && words[6] < words[7]),
            "words 5 and 6: swap");
  }
}

// With less memory than needed the answer is the same or kOutOfMemory.
void check_little_memory(std::string_view message, const Answer& answer, std::size_t limit) {
  hxws::arena_reset();
  hxws::arena_set_limit(limit);
  if (fuzz::write({message})) {
    const std::int32_t result = hxws_fragments(fuzz::size_of(message), 0);
    if (result == fuzz::code(Error::kOutOfMemory)) {
      // JavaScript asks no further; if it did, it must not read what is not there
      hxws_fragment_attribute(0, 0);
    } else {
      require(result == static_cast<std::int32_t>(answer.certainty), "little memory changes no answer");
      require(static_cast<std::size_t>(fuzz::output(0)) == answer.elements.size(), "little memory loses no element");
      check_exported_attributes(answer);
    }
  } else {
    const std::int32_t result = hxws_fragments(fuzz::size_of(message), 0);
    require(result == fuzz::code(Error::kBadArgument), "without a text there is no answer");
  }
  require(hxws::arena_used() <= limit, "the limit holds");
  hxws::arena_set_limit(hxws::kArenaLimit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view message(reinterpret_cast<const char*>(data), size);
  const Answer answer = parse(message);
  check_answer(message, answer);
  const bool ascii =
      std::all_of(message.begin(), message.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) check_exports(message, answer, true);
  check_exports(message, answer, false);
  check_batch(message);
  check_little_memory(message, answer, std::hash<std::string_view>()(message) % hxws::arena_used());
  return 0;
}
