#include "document/swaps/message.hpp"

#include <string>

#include "arena.hpp"
#include "document/html/htmx_parser.hpp"
#include "document/html/parser.hpp"
#include "document/tree.hpp"
#include "fragments.hpp"
#include "scan.hpp"

namespace hxws {
namespace {

// As longestText in js/core.js: our extension does not ask its tokenizer about longer ones.
constexpr std::size_t kLongestMessage = 1'000'000;  // UTF-16 units

// The tokenizer gives pugixml the arena's memory; what is around it goes on with its own.
class KeptAllocation {
 public:
  KeptAllocation() = default;
  KeptAllocation(const KeptAllocation&) = delete;
  KeptAllocation& operator=(const KeptAllocation&) = delete;
  ~KeptAllocation() {
    pugi::set_memory_management_functions(allocate_, deallocate_);
    arena_rewind(mark_);
  }

 private:
  pugi::allocation_function allocate_ = pugi::get_memory_allocation_function();
  pugi::deallocation_function deallocate_ = pugi::get_memory_deallocation_function();
  ArenaMark mark_ = arena_mark();
};

struct Source {
  Span span;
  std::uint32_t flags;
};

struct Sources {
  Certainty certainty = Certainty::kUnsure;
  std::vector<Source> elements;
};

Sources sources_of(std::string_view message) {
  Sources sources;
  if (utf16_size(message) > kLongestMessage) return sources;
  const KeptAllocation kept;
  const Fragments fragments = parse_fragments(message);
  sources.certainty = fragments.certainty;
  for (std::uint32_t index = 0; index < fragments.count; ++index) {
    sources.elements.push_back({fragments.elements[index].source, fragments.elements[index].flags});
  }
  return sources;
}

// The elements that parsing adds to a parent.
class Added {
 public:
  explicit Added(pugi::xml_node parent) : parent_(parent), last_(parent.last_child()) {}

  std::vector<pugi::xml_node> elements() const {
    std::vector<pugi::xml_node> found;
    for (pugi::xml_node each = last_ ? last_.next_sibling() : parent_.first_child(); each; each = each.next_sibling()) {
      if (is_element(each)) found.push_back(each);
    }
    return found;
  }

 private:
  pugi::xml_node parent_;
  pugi::xml_node last_;
};

std::vector<pugi::xml_node> parse_sure(std::string_view html, std::uint32_t flags, pugi::xml_node parent) {
  const Added added(parent);
  if ((flags & kHasScript) != 0) {
    parse_as_htmx(html, parent);
  } else if ((flags & kIsTablePart) != 0) {
    parse_in_template(html, parent);
  } else {
    parse_in_div(html, parent);
  }
  return added.elements();
}

// A template that neither has an id nor says where it goes is only there to hold parts of a table together.
bool is_wrapper(pugi::xml_node node) {
  if (!is_named(node, "template") || has_attribute(node, "id") || has_attribute(node, "hx")) return false;
  const char* swap = htmx_attribute(node, "hx-swap-oob");
  return swap == nullptr || *swap == '\0';
}

bool holds_script(pugi::xml_node root) {
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    if (is_named(each, "script")) return true;
  }
  return false;
}

// What is in a wrapper is parsed anew by the rules, quirks or not, that it was parsed by.
void add_wrapped(pugi::xml_node wrapper, Span source, std::uint32_t flags, std::vector<Piece>& pieces) {
  const std::string html = wrapper.first_child().value();
  wrapper.remove_children();
  if ((flags & kHasScript) != 0) {
    parse_in_page_template(html, wrapper);
  } else {
    parse_in_template(html, wrapper);
  }
  if (holds_script(wrapper)) {
    wrapper.remove_children();
    parse_as_htmx(html, wrapper);
  }
  for (const pugi::xml_node child : wrapper.children()) {
    if (is_element(child)) pieces.push_back({child, source});
  }
}

void add_piece(pugi::xml_node node, Span source, std::uint32_t flags, std::vector<Piece>& pieces) {
  if (is_wrapper(node)) {
    add_wrapped(node, source, flags, pieces);
  } else {
    pieces.push_back({node, source});
  }
}

}  // namespace

const char* htmx_attribute(pugi::xml_node element, const char* name) {
  const pugi::xml_attribute attribute = element.attribute(name);
  if (!attribute.empty() && *attribute.value() != '\0') return attribute.value();
  const std::string other = std::string("data-") + name;
  const pugi::xml_attribute with_data = element.attribute(other.c_str());
  return with_data.empty() ? nullptr : with_data.value();
}

std::vector<Piece> pieces_of(std::string_view message, pugi::xml_node parent) {
  const Sources sources = sources_of(message);
  const Span whole = {0, static_cast<std::uint32_t>(message.size())};
  std::vector<Piece> pieces;
  if (sources.certainty == Certainty::kSeparate) {
    for (const Source& source : sources.elements) {
      const std::string_view html = slice(message, source.span.start, source.span.end);
      const std::vector<pugi::xml_node> nodes = parse_sure(html, source.flags, parent);
      if (!nodes.empty()) add_piece(nodes.front(), source.span, source.flags, pieces);
    }
    return pieces;
  }
  std::uint32_t flags = sources.certainty == Certainty::kUnsure ? kHasScript : kNoFlag;
  for (const Source& source : sources.elements) flags |= source.flags;
  const std::vector<pugi::xml_node> nodes = parse_sure(message, flags, parent);
  // htmx may have taken a title out
  const bool are_paired = nodes.size() == sources.elements.size();
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    add_piece(nodes[index], are_paired ? sources.elements[index].span : whole, flags, pieces);
  }
  return pieces;
}

}  // namespace hxws
