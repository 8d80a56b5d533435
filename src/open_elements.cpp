#include "open_elements.hpp"

#include "arena.hpp"
#include "ascii.hpp"

namespace hxws {
namespace {

Group group_of(TagInfo info) {
  switch (info.tag) {
    case Tag::kCaption:
    case Tag::kColgroup:
    case Tag::kTableBody:
      return Group::kTableSections;
    case Tag::kCol:
      return Group::kColumns;
    case Tag::kTr:
      return Group::kRows;
    case Tag::kTd:
      return Group::kCells;
    default:
      return Group::kFlow;
  }
}

// Script, style and template change no template's group, except that columns bear only templates beside them.
bool fits_any_group(Tag tag, Group group) {
  if (tag == Tag::kTemplate) return true;
  return (tag == Tag::kScript || tag == Tag::kStyle) && group != Group::kColumns;
}

Group join(Group group, TagInfo info) {
  if (fits_any_group(info.tag, group)) return group;
  // link and meta leave an undecided template undecided, and are as flow to a decided one
  if (info.has(kHead) && group == Group::kUndecided) return group;
  const Group own = group_of(info);
  return group == Group::kUndecided || group == own ? own : Group::kMixed;
}

bool is_table_group(Group group) { return group != Group::kUndecided && group != Group::kFlow; }

Content content_of(TagInfo info, Content parent) {
  if (parent == Content::kSvg) {
    const bool holds_html = info.tag == Tag::kTitle || info.tag == Tag::kDesc;
    return holds_html ? Content::kTextOnly : Content::kSvg;
  }
  if (parent == Content::kSelect) return info.tag == Tag::kOption ? Content::kTextOnly : Content::kSelect;
  switch (info.tag) {
    case Tag::kTable:
      return Content::kTable;
    case Tag::kTableBody:
      return Content::kTableBody;
    case Tag::kTr:
      return Content::kRow;
    case Tag::kColgroup:
      return Content::kColumns;
    case Tag::kSelect:
      return Content::kSelect;
    case Tag::kSvg:
      return Content::kSvg;
    case Tag::kTemplate:
      return Content::kTemplate;
    default:
      return Content::kFlow;
  }
}

// Elements whose end tag the end of a block implies.
bool is_left_out(Tag tag) { return tag == Tag::kLi || tag == Tag::kDd || tag == Tag::kDt || tag == Tag::kP; }

}  // namespace

bool is_table_part(Tag tag) {
  switch (tag) {
    case Tag::kCaption:
    case Tag::kCol:
    case Tag::kColgroup:
    case Tag::kTableBody:
    case Tag::kTd:
    case Tag::kTr:
      return true;
    default:
      return false;
  }
}

bool OpenElements::prepare() {
  stack_ = arena_array<OpenElement>(kDepthLimit + 1);
  if (stack_ == nullptr) return false;
  stack_[0] = {{}, {Tag::kOther, 0}, Content::kTemplate, Group::kUndecided, false};
  return true;
}

bool OpenElements::are_separate() const {
  const OpenElement& root = stack_[0];
  return root.group == Group::kMixed || (root.has_text && is_table_group(root.group));
}

bool OpenElements::take_text(std::string_view text) {
  OpenElement& parent = stack_[depth_];
  switch (parent.content) {
    case Content::kTable:
    case Content::kTableBody:
    case Content::kRow:
    case Content::kColumns:
      return is_white_space(text);
    case Content::kTemplate:
      if (!parent.has_text) parent.has_text = !is_white_space(text);
      return true;
    default:
      return true;
  }
}

bool OpenElements::take_element(TagInfo info) {
  OpenElement& parent = stack_[depth_];
  const bool anywhere = info.tag == Tag::kScript || info.tag == Tag::kStyle || info.tag == Tag::kTemplate;
  switch (parent.content) {
    case Content::kFlow:
      return flow_allows(info);
    case Content::kTextOnly:
      return false;
    case Content::kTable:
      return anywhere || (is_table_part(info.tag) && info.tag != Tag::kTd);
    case Content::kTableBody:
      return anywhere || info.tag == Tag::kTr;
    case Content::kRow:
      return anywhere || info.tag == Tag::kTd;
    case Content::kColumns:
      return info.tag == Tag::kCol || info.tag == Tag::kTemplate;
    case Content::kSelect:
      return info.tag == Tag::kOption || (info.tag == Tag::kOptgroup && parent.info.tag == Tag::kSelect);
    case Content::kSvg:
      return info.has(kSvgElement);
    case Content::kTemplate:
      break;
  }
  parent.group = join(parent.group, info);
  // htmx takes a title out of the message's top level
  if (depth_ == 0 && info.tag == Tag::kTitle) return false;
  if (depth_ > 0 && parent.group == Group::kMixed) return false;
  return is_table_part(info.tag) || flow_allows(info);
}

bool OpenElements::flow_allows(TagInfo info) const {
  if (info.has(kNeverSure) || is_table_part(info.tag)) return false;
  if (info.has(kClosesP) && open_count(Tag::kP) > 0) return false;
  if (info.has(kHeading) && top().info.has(kHeading)) return false;
  switch (info.tag) {
    case Tag::kA:
    case Tag::kButton:
    case Tag::kForm:
    case Tag::kNobr:
    case Tag::kSelect:
      return open_count(info.tag) == 0;
    case Tag::kLi:
      return !is_open_item(Tag::kLi, Tag::kLi);
    case Tag::kDd:
    case Tag::kDt:
      return !is_open_item(Tag::kDd, Tag::kDt);
    case Tag::kOptgroup:
    case Tag::kOption:
      return top().info.tag != Tag::kOption && (info.tag == Tag::kOption || top().info.tag != Tag::kOptgroup);
    case Tag::kRubyText:
      return top().info.tag == Tag::kRuby;
    default:
      return true;
  }
}

// Whether a start tag of a list's item would end an open one.
bool OpenElements::is_open_item(Tag one, Tag other) const {
  for (std::size_t index = depth_; index > 0; --index) {
    const TagInfo info = stack_[index].info;
    if (info.tag == one || info.tag == other) return true;
    if (info.has(kSpecial)) return false;
  }
  return false;
}

bool OpenElements::push(const TagName& name, TagInfo info) {
  if (depth_ == kDepthLimit) return false;
  const Content content = content_of(info, top().content);
  ++depth_;
  stack_[depth_] = {name, info, content, Group::kUndecided, false};
  ++open_[static_cast<std::size_t>(info.tag)];
  return true;
}

void OpenElements::pop() {
  --open_[static_cast<std::size_t>(top().info.tag)];
  --depth_;
}

bool OpenElements::is_ended_by(const TagName& name) const {
  const OpenElement& closed = top();
  if (depth_ == 0 || !is_same(name, closed.name)) return false;
  return closed.content != Content::kTemplate || !closed.has_text || !is_table_group(closed.group);
}

// End tags that may be left out are followed only where the innermost element is the one that ends: an item by the next
// item, a paragraph by a block. Anything deeper is left to flow_allows, which is not sure of it.
bool OpenElements::is_top_implied_by_start(TagInfo info) const {
  const Tag inner = top().info.tag;
  const bool next_item = info.tag == Tag::kLi && inner == Tag::kLi;
  const bool next_term = (info.tag == Tag::kDd || info.tag == Tag::kDt) && (inner == Tag::kDd || inner == Tag::kDt);
  // a table ends a paragraph or not by the document's mode
  return next_item || next_term || (info.has(kClosesP) && inner == Tag::kP && info.tag != Tag::kTable);
}

// The end tag of a block or a cell ends the items and paragraphs that are still open inside it.
bool OpenElements::is_top_implied_by_end(const TagName& name) const {
  if (depth_ < 2 || !is_left_out(top().info.tag) || is_same(name, top().name)) return false;
  const TagInfo info = tag_info(name);
  // a form inside a template keeps its paragraphs open in some browsers
  const bool block = info.has(kClosesP) && info.tag != Tag::kP && info.tag != Tag::kTable && info.tag != Tag::kForm;
  return block || info.tag == Tag::kTd || info.tag == Tag::kCaption;
}

}  // namespace hxws
