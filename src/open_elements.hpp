// The elements that are open while a message is read, and what may stand inside them: the parts of the HTML standard's
// tree construction (WHATWG HTML, section 13.2.6) where all browsers do the same and nothing is moved. Whoever asks for
// more is answered "no", which makes the tokenizer unsure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tags.hpp"

namespace hxws {

// Browsers stop nesting at 512; deeper than this is unsure.
inline constexpr std::size_t kDepthLimit = 500;

// What may stand inside an open element.
enum class Content : std::uint8_t {
  kFlow,      // anything but parts of a table
  kTextOnly,  // no element: an option of a select, a title or desc inside svg
  kTable,     // what the standard's insertion modes "in table" ... allow without moving anything
  kTableBody,
  kRow,
  kColumns,
  kSelect,
  kSvg,
  kTemplate,  // what the first child decides
};

// The kind of children that a template's first tag decides on (WHATWG HTML, "in template").
enum class Group : std::uint8_t { kUndecided, kFlow, kTableSections, kColumns, kRows, kCells, kMixed };

struct OpenElement {
  TagName name;
  TagInfo info;
  Content content;
  Group group;    // of a template's children so far
  bool has_text;  // a template's child is text other than white space
};

bool is_table_part(Tag tag);

// The stack of open elements. At its bottom stands the template around the message, which is never taken off.
class OpenElements {
 public:
  // False when the arena has no room. To be called once, first; the stack lives until the arena's next reset.
  bool prepare();

  bool is_empty() const { return depth_ == 0; }
  const OpenElement& top() const { return stack_[depth_]; }

  // Whether the message's elements can only be parsed one by one: table parts stand beside others.
  bool are_separate() const;

  // Each says whether it may stand inside the innermost element, which takes note of it.
  bool take_text(std::string_view text);
  bool take_element(TagInfo info);

  // False when the stack is full.
  bool push(const TagName& name, TagInfo info);

  // Takes the innermost element off.
  void pop();

  // Whether an end tag of this name is that of the innermost element, and all is in place there.
  bool is_ended_by(const TagName& name) const;

  // Whether the tag ends the innermost element, whose own end tag was left out.
  bool is_top_implied_by_start(TagInfo info) const;
  bool is_top_implied_by_end(const TagName& name) const;

 private:
  bool flow_allows(TagInfo info) const;
  bool is_open_item(Tag one, Tag other) const;
  std::uint32_t open_count(Tag tag) const { return open_[static_cast<std::size_t>(tag)]; }

  OpenElement* stack_ = nullptr;
  std::size_t depth_ = 0;
  std::uint32_t open_[static_cast<std::size_t>(Tag::kTr) + 1] = {};
};

}  // namespace hxws
