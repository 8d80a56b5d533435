// A tree for tests, made of XML, which says what an HTML parser would make: names in lower case, templates as CDATA.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "document/tree.hpp"

struct TestPage {
  explicit TestPage(const char* xml) { document.load_string(xml, pugi::parse_default | pugi::parse_ws_pcdata); }

  pugi::xml_node id(const char* text) const { return hxws::element_by_id(document, text); }

  pugi::xml_document document;
};

// The ids of the elements, one space between two; the names of those without.
inline std::string ids(const std::vector<pugi::xml_node>& elements) {
  std::string text;
  for (const pugi::xml_node element : elements) {
    if (!text.empty()) text += ' ';
    text += hxws::has_attribute(element, "id") ? element.attribute("id").value() : element.name();
  }
  return text;
}
