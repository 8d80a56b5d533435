#include "document/html/serializer.hpp"

#include <cstring>
#include <string_view>

#include "document/tree.hpp"

namespace hxws {
namespace {

constexpr std::string_view kVoidElements[] = {"area",  "base",  "basefont", "bgsound", "br",    "col",
                                              "embed", "frame", "hr",       "img",     "input", "keygen",
                                              "link",  "meta",  "param",    "source",  "track", "wbr"};

constexpr std::string_view kRawTextElements[] = {"iframe",    "noembed", "noframes", "noscript",
                                                 "plaintext", "script",  "style",    "xmp"};

template <std::size_t kCount>
bool is_one_of(std::string_view name, const std::string_view (&names)[kCount]) {
  for (const std::string_view each : names) {
    if (name == each) return true;
  }
  return false;
}

bool is_void(pugi::xml_node element) { return is_one_of(element.name(), kVoidElements) && !is_foreign(element); }

bool has_raw_text(pugi::xml_node element) {
  return is_one_of(element.name(), kRawTextElements) && !is_foreign(element);
}

// In text, or (in_attribute) between quotes.
void append_escaped(const char* text, bool in_attribute, std::string& html) {
  const char* special = in_attribute ? "&<>\xC2\"" : "&<>\xC2";
  while (true) {
    const std::size_t plain = std::strcspn(text, special);
    html.append(text, plain);
    text += plain;
    switch (*text) {
      case '\0':
        return;
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        if (text[1] == '\xA0') {
          html += "&nbsp;";
          ++text;
        } else {
          html += *text;
        }
    }
    ++text;
  }
}

void append_start_tag(pugi::xml_node element, std::string& html) {
  html += '<';
  html += element.name();
  for (const pugi::xml_attribute attribute : element.attributes()) {
    if (is_hidden(attribute)) continue;
    html += ' ';
    html += attribute.name();
    html += "=\"";
    append_escaped(attribute.value(), true, html);
    html += '"';
  }
  html += '>';
}

void append_end_tag(pugi::xml_node element, std::string& html) {
  if (!is_element(element) || is_void(element)) return;
  html += "</";
  html += element.name();
  html += '>';
}

void append_text(pugi::xml_node text, std::string& html) {
  if (has_raw_text(text.parent())) {
    html += text.value();
  } else {
    append_escaped(text.value(), false, html);
  }
}

// All but what is inside.
void append_start(pugi::xml_node node, std::string& html) {
  switch (node.type()) {
    case pugi::node_element:
      append_start_tag(node, html);
      break;
    case pugi::node_pcdata:
      append_text(node, html);
      break;
    case pugi::node_cdata:
      html += node.value();
      break;
    case pugi::node_comment:
      html.append("<!--").append(node.value()).append("-->");
      break;
    case pugi::node_pi:
      html.append("<?").append(node.name()).append(" ").append(node.value()).append("?>");
      break;
    case pugi::node_doctype:
      html.append("<!DOCTYPE ").append(node.value()).append(">");
      break;
    default:
      break;
  }
}

// A void element has no content, whatever a script has put there; of a template's, only its own is written.
pugi::xml_node first_written_child(pugi::xml_node node) {
  const pugi::xml_node child = node.first_child();
  if (!child || !is_element(node)) return child;
  if (is_void(node)) return {};
  const bool is_template = is_named(node, "template") && child.type() != pugi::node_cdata && !is_foreign(node);
  return is_template ? pugi::xml_node() : child;
}

pugi::xml_node next_written_sibling(pugi::xml_node node) {
  return node.type() == pugi::node_cdata ? pugi::xml_node() : node.next_sibling();
}

// `node`, its next siblings, and all inside them.
void serialize_siblings(pugi::xml_node node, std::string& html) {
  const pugi::xml_node root = node.parent();
  while (node) {
    append_start(node, html);
    if (const pugi::xml_node child = first_written_child(node)) {
      node = child;
      continue;
    }
    append_end_tag(node, html);
    pugi::xml_node next = next_written_sibling(node);
    while (!next) {
      node = node.parent();
      if (node == root) return;
      append_end_tag(node, html);
      next = next_written_sibling(node);
    }
    node = next;
  }
}

}  // namespace

void serialize_children(pugi::xml_node node, std::string& html) { serialize_siblings(first_written_child(node), html); }

void serialize_template_content(pugi::xml_node node, std::string& html) {
  serialize_siblings(node.first_child(), html);
}

void serialize_node(pugi::xml_node node, std::string& html) {
  append_start(node, html);
  serialize_children(node, html);
  append_end_tag(node, html);
}

}  // namespace hxws
