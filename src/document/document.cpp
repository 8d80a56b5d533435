#include "document/document.hpp"

#include <algorithm>

#include "document/tree_memory.hpp"

namespace hxws {
namespace {

// pugixml keeps a piece of memory as long as anything in it lives, so that a page that changes for long is full of
// gaps. Below so many bytes nothing is done about it.
constexpr std::size_t kGapsAllowed = std::size_t{16} << 10;

// Of a handle: its entry in the table, and its bucket.
constexpr std::size_t kHandleBytes = 6 * sizeof(void*);

}  // namespace

Document::Document() {
  count_tree_memory();
  tree_ = std::make_unique<pugi::xml_document>();
}

void Document::parse(std::string_view html) {
  const CountsFor own(&tree_bytes_);
  handles_.clear();
  tree_->reset();
  parse_page(html, *tree_);
  compact_bytes_ = tree_bytes_;
}

Swapped Document::apply(std::string_view message) {
  const CountsFor own(&tree_bytes_);
  Swapped swapped = apply_message(*tree_, message, handles_);
  compact_where_it_pays();
  return swapped;
}

void Document::set_attribute(pugi::xml_node element, const char* name, const char* value) {
  const CountsFor own(&tree_bytes_);
  pugi::xml_attribute attribute = element.attribute(name);
  if (attribute.empty()) attribute = element.append_attribute(name);
  attribute.set_value(value);
}

std::size_t Document::bytes() const { return sizeof(Document) + tree_bytes_ + handles_.count() * kHandleBytes; }

void Document::compact() {
  auto copy = std::make_unique<pugi::xml_document>();
  for (const pugi::xml_node child : tree_->children()) copy->append_copy(child);
  handles_.follow(*copy);
  tree_ = std::move(copy);
}

// A page that has doubled has mostly gaps, or mostly new content: then copying it costs no more than that did.
void Document::compact_where_it_pays() {
  compact_bytes_ = std::min(compact_bytes_, tree_bytes_);
  if (tree_bytes_ < 2 * compact_bytes_ + kGapsAllowed) return;
  compact();
  compact_bytes_ = tree_bytes_;
}

}  // namespace hxws
