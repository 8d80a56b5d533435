// Where a swap goes: what htmx 2.0.11 finds for a selector in its extended language (its querySelectorAllExt), when it
// is asked of the document.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hxws {

// A target is an element or the document; the window is an empty node.
struct Targets {
  enum class Fault : std::uint8_t { kNone, kBadSelector, kNoSuchWord };
  Fault fault;
  std::vector<pugi::xml_node> nodes;
};

Targets targets_of(pugi::xml_node document, std::string_view selector);

// The selector of an id, as CSS.escape() writes it (CSSOM, "serialize an identifier").
std::string id_selector(std::string_view id);

// All elements that its selector finds, in tree order: in quirks mode an id is compared without case.
std::vector<pugi::xml_node> elements_by_id(pugi::xml_node document, std::string_view id);

// html's body; empty where there is none.
pugi::xml_node body_of(pugi::xml_node document);

}  // namespace hxws
