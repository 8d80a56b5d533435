// A page and messages for it. The input is cut where a control character stands: the first piece is the page, the
// others are messages.
#include "document/document.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "document/html/serializer.hpp"
#include "document/tree.hpp"
#include "require.hpp"

namespace {

using fuzz::require;

std::string html_of(const hxws::Document& document) {
  std::string html;
  hxws::serialize_children(document.root(), html);
  return html;
}

// Each node lies where its neighbours say, and no hidden attribute is left but handles and what elements are.
void check_tree(hxws::Document& document) {
  const pugi::xml_node root = document.root();
  std::size_t elements = 0;
  for (pugi::xml_node each = hxws::next_in_tree(root, root); each; each = hxws::next_in_tree(each, root)) {
    require(each.parent().first_child() && each.root() == root, "a node lies in its tree");
    require(each.type() != pugi::node_cdata || hxws::is_named(each.parent(), "template"), "content is a template's");
    if (!hxws::is_element(each)) continue;
    ++elements;
    require(each.name()[0] != '\0', "an element has a name");
    for (const pugi::xml_attribute attribute : each.attributes()) {
      const std::string_view name = attribute.name();
      const bool is_handle = name == hxws::kHandleState;
      const bool is_quirks = name == hxws::kQuirksState && each == root.child("html");
      const bool is_state = is_handle || is_quirks || name == hxws::kCheckedState || name == hxws::kHtmlState;
      require(!hxws::is_hidden(attribute) || is_state, "nothing is left of a swap");
      require(!is_handle || document.find(attribute.as_int()) == each, "a handle finds its element");
    }
  }
  require(elements > 0, "a page is never empty");
}

void check_swap(hxws::Document& document, std::string_view message) {
  const std::int32_t html = document.handle_of(document.root().child("html"));
  const hxws::Swapped swapped = document.apply(message);
  for (const std::int32_t handle : swapped.inserted) require(!document.find(handle).empty(), "what is new is there");
  for (const std::int32_t handle : swapped.dead) require(document.find(handle).empty(), "what is dead is gone");
  for (const hxws::SwapTrouble& trouble : swapped.troubles) {
    require(trouble.kind != hxws::Trouble::kNone, "a trouble has a reason");
    require(trouble.source.start <= trouble.source.end && trouble.source.end <= message.size(), "and a source");
  }
  // only a message for the document itself takes html away
  require(message.find("document") != std::string_view::npos || message.find("root") != std::string_view::npos ||
              message.find('#') != std::string_view::npos || !document.find(html).empty(),
          "html stays");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  hxws::arena_reset();
  hxws::Document document;
  std::size_t end = std::min(input.find('\x1F'), size);
  document.parse(input.substr(0, end));
  check_tree(document);
  const std::string first = html_of(document);
  document.parse(input.substr(0, end));
  require(html_of(document) == first, "the same page is parsed alike");
  while (end < size && document.root().child("html")) {
    const std::size_t start = end + 1;
    end = std::min(input.find('\x1F', start), size);
    check_swap(document, input.substr(start, end - start));
    if (document.root().child("html")) check_tree(document);
  }
  return 0;
}
