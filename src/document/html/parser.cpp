#include "document/html/parser.hpp"

#include <cstring>
#include <string>
#include <vector>

#include "ascii.hpp"
#include "document/html/gumbo_tree.h"
#include "document/html/scratch.hpp"
#include "document/html/serializer.hpp"
#include "document/html/utf8.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

void* allocate(void* scratch, std::size_t bytes) { return static_cast<Scratch*>(scratch)->allocate(bytes); }

std::string_view view(const GumboStringPiece& piece) { return {piece.data, piece.length}; }

enum class Comments : bool { kDropped, kKept };

// Writes gumbo's nodes into the tree.
class Writer {
 public:
  explicit Writer(Comments comments) : comments_(comments) {}

  // All nodes below `top`, a document or element, become children of `parent`.
  void write_children(const GumboNode* top, pugi::xml_node parent) {
    // what takes in the content of a template is none for that
    enter(top, parent, false);
    while (!open_.empty()) {
      Open& innermost = open_.back();
      if (innermost.next == innermost.children->length) {
        leave();
        continue;
      }
      write(static_cast<const GumboNode*>(innermost.children->data[innermost.next++]), innermost.node);
    }
  }

 private:
  // A node whose children are being written.
  struct Open {
    pugi::xml_node node;
    const GumboVector* children;
    unsigned next;
    bool is_template;
  };

  void enter(const GumboNode* source, pugi::xml_node node, bool is_template) {
    const GumboVector& children =
        source->type == GUMBO_NODE_DOCUMENT ? source->v.document.children : source->v.element.children;
    open_.push_back({node, &children, 0, is_template});
  }

  void leave() {
    const Open innermost = open_.back();
    open_.pop_back();
    if (innermost.is_template) fold_template(innermost.node);
  }

  // The content of a template is kept as HTML.
  void fold_template(pugi::xml_node node) {
    text_.clear();
    serialize_template_content(node, text_);
    node.remove_children();
    if (!text_.empty()) node.append_child(pugi::node_cdata).set_value(text_.c_str());
  }

  void write(const GumboNode* source, pugi::xml_node parent) {
    switch (source->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        pugi::xml_node element = parent.append_child(pugi::node_element);
        write_tag(source->v.element, element);
        if (source->v.element.children.length > 0) enter(source, element, source->type == GUMBO_NODE_TEMPLATE);
        return;
      }
      case GUMBO_NODE_COMMENT:
        write_comment(source->v.text, parent);
        return;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        parent.append_child(pugi::node_pcdata).set_value(source->v.text.text);
        return;
      case GUMBO_NODE_DOCUMENT:
        return;
    }
  }

  // What begins with "<?" is a comment to gumbo, and most often a processing instruction to browsers.
  void write_comment(const GumboText& source, pugi::xml_node parent) {
    const std::size_t target = hxws_gumbo_instruction_target(source.original_text);
    if (target == 0) {
      if (comments_ == Comments::kKept) parent.append_child(pugi::node_comment).set_value(source.text);
      return;
    }
    const std::string_view text = std::string_view(source.text).substr(1);
    pugi::xml_node instruction = parent.append_child(pugi::node_pi);
    instruction.set_name(std::string(text.substr(0, target)).c_str());
    std::string_view data = text.substr(target);
    while (!data.empty() && is_space(data.front())) data.remove_prefix(1);
    if (!data.empty() && data.back() == '?') data.remove_suffix(1);
    instruction.set_value(std::string(data).c_str());
  }

  void write_tag(const GumboElement& source, pugi::xml_node element) {
    element.set_name(name_of(source));
    for (unsigned index = 0; index < source.attributes.length; ++index) {
      const auto& attribute = *static_cast<const GumboAttribute*>(source.attributes.data[index]);
      element.append_attribute(name_of(attribute)).set_value(attribute.value);
    }
  }

  const char* name_of(const GumboElement& element) {
    const GumboStringPiece source = hxws_gumbo_source_name(&element);
    const bool is_html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
    // see gumbo_tree.c: a select comes as an applet, main as a dir
    const bool has_own_name =
        element.tag != GUMBO_TAG_UNKNOWN && element.tag != GUMBO_TAG_DIR && element.tag != GUMBO_TAG_APPLET;
    if (source.length == 0 || (is_html && has_own_name)) return gumbo_normalized_tagname(element.tag);
    if (element.tag_namespace == GUMBO_NAMESPACE_SVG) {
      const char* name = gumbo_normalize_svg_tagname(&source);
      if (name != nullptr) return name;
    }
    name_.clear();
    for (const char c : view(source)) {
      if (c == '\0') {
        name_ += kReplacement;
      } else {
        name_ += to_lower(c);
      }
    }
    replace_invalid_utf8(name_);
    return name_.c_str();
  }

  const char* name_of(const GumboAttribute& attribute) {
    switch (attribute.attr_namespace) {
      case GUMBO_ATTR_NAMESPACE_XLINK:
        return prefixed("xlink:", attribute.name);
      case GUMBO_ATTR_NAMESPACE_XML:
        return prefixed("xml:", attribute.name);
      case GUMBO_ATTR_NAMESPACE_XMLNS:
        return std::strcmp(attribute.name, "xmlns") == 0 ? attribute.name : prefixed("xmlns:", attribute.name);
      case GUMBO_ATTR_NAMESPACE_NONE:
        break;
    }
    return attribute.name;
  }

  const char* prefixed(const char* prefix, const char* name) {
    name_ = prefix;
    name_ += name;
    return name_.c_str();
  }

  Comments comments_;
  std::vector<Open> open_;
  std::string name_;
  std::string text_;
};

const GumboNode* parse(std::string_view html, bool scripting, Scratch& scratch) {
  return hxws_gumbo_parse(html.data(), html.size(), scripting, &allocate, &scratch);
}

const GumboNode* child_element(const GumboVector& children, GumboTag tag) {
  for (unsigned index = 0; index < children.length; ++index) {
    const auto* child = static_cast<const GumboNode*>(children.data[index]);
    const bool is_element = child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE;
    if (is_element && child->v.element.tag == tag) return child;
  }
  return nullptr;
}

// Null in a page of frames.
const GumboNode* body_of(const GumboNode* document) {
  const GumboNode* html = child_element(document->v.document.children, GUMBO_TAG_HTML);
  return html == nullptr ? nullptr : child_element(html->v.element.children, GUMBO_TAG_BODY);
}

void write_body(std::string_view page, Comments comments, pugi::xml_node parent) {
  Scratch scratch;
  const GumboNode* body = body_of(parse(page, false, scratch));
  if (body != nullptr) Writer(comments).write_children(body, parent);
}

// What is in the first template of a page's body.
void write_template(std::string_view page, bool scripting, Comments comments, pugi::xml_node parent) {
  Scratch scratch;
  const GumboNode* body = body_of(parse(page, scripting, scratch));
  const GumboNode* found = body == nullptr ? nullptr : child_element(body->v.element.children, GUMBO_TAG_TEMPLATE);
  if (found != nullptr) Writer(comments).write_children(found, parent);
}

std::string around(std::string_view before, std::string_view text, std::string_view after) {
  std::string whole;
  whole.reserve(before.size() + text.size() + after.size());
  whole.append(before).append(text).append(after);
  return whole;
}

}  // namespace

void parse_page(std::string_view html, pugi::xml_node document) {
  Scratch scratch;
  const GumboNode* parsed = parse(html, true, scratch);
  const GumboDocument& source = parsed->v.document;
  if (source.has_doctype) document.append_child(pugi::node_doctype).set_value(source.name);
  Writer(Comments::kKept).write_children(parsed, document);
  if (source.doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS) {
    document.child("html").append_attribute(kQuirksState).set_value("1");
  }
}

void parse_body(std::string_view html, pugi::xml_node parent) { write_body(html, Comments::kDropped, parent); }

void parse_in_div(std::string_view html, pugi::xml_node parent) {
  write_body(around("<!DOCTYPE html><body>", html, ""), Comments::kKept, parent);
}

void parse_in_template(std::string_view html, pugi::xml_node parent) {
  write_template(around("<!DOCTYPE html><body><template>", html, "</template>"), true, Comments::kKept, parent);
}

void parse_in_page_template(std::string_view html, pugi::xml_node parent) {
  write_template(around("<body><template>", html, "</template></body>"), false, Comments::kDropped, parent);
}

}  // namespace hxws
