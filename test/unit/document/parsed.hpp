// Pages for the tests of what is made of HTML.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"
#include "document/html/serializer.hpp"
#include "document/tree.hpp"

inline std::string html_of(pugi::xml_node node) {
  std::string html;
  hxws::serialize_children(node, html);
  return html;
}

// What a page's body holds once it was parsed.
inline std::string body_of(std::string_view html) {
  hxws::Document document;
  document.parse(html);
  return html_of(document.root().child("html").child("body"));
}

// A page whose body is the text.
struct Page {
  explicit Page(const std::string& body) { document.parse("<!DOCTYPE html><body>" + body + "</body>"); }

  // What a message makes of the body; what it answered is in `swapped`.
  std::string after(std::string_view message) {
    swapped = document.apply(message);
    return body();
  }

  std::string body() const { return html_of(document.root().child("html").child("body")); }
  pugi::xml_node id(const char* id) const { return hxws::element_by_id(document.root(), id); }
  std::int32_t handle(const char* text) { return document.handle_of(id(text)); }

  hxws::Document document;
  hxws::Swapped swapped;
};
