// One page: its tree, the handles of its elements, and the memory of both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <pugixml.hpp>
#include <string_view>

#include "document/handles.hpp"
#include "document/html/parser.hpp"
#include "document/swaps/swap.hpp"

namespace hxws {

class Document {
 public:
  // An empty page: it has not even an html element.
  Document();

  // Makes it the page of this HTML. All handles of an earlier page die.
  void parse(std::string_view html);

  // See apply_message(). Elements keep their handles; nodes of the tree that were found before are no longer valid.
  Swapped apply(std::string_view message);

  // Valid until the next parse() or apply().
  pugi::xml_node root() const { return *tree_; }
  pugi::xml_node find(std::int32_t handle) const { return handles_.find(handle); }
  std::int32_t handle_of(pugi::xml_node element) { return handles_.of(element); }

  // Of an element of this page; the name in lower case.
  void set_attribute(pugi::xml_node element, const char* name, const char* value);

  // What the page holds, without what malloc itself takes.
  std::size_t bytes() const;

 private:
  void compact();
  void compact_where_it_pays();

  std::size_t tree_bytes_ = 0;
  std::size_t compact_bytes_ = 0;  // the least since the tree was without gaps
  std::unique_ptr<pugi::xml_document> tree_;
  Handles handles_;
};

}  // namespace hxws
