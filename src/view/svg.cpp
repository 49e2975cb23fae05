// SPDX-License-Identifier: MIT
#include "view/svg.hpp"

#include <array>

#include "engine/decimal.hpp"

namespace mha::view {
namespace {

std::string number(float value) {
    std::string text = engine::fixed_text(static_cast<double>(value), 2);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string hex(Colour c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out = "#";
    for (const unsigned byte : {unsigned{c.r}, unsigned{c.g}, unsigned{c.b}})
        out += {kDigits[byte >> 4U], kDigits[byte & 15U]};
    return out;
}

/// `what` is fill, stroke or stop.
std::string paint(std::string_view what, Colour c) {
    const std::string name(what);
    std::string out = attribute(name == "stop" ? "stop-color" : name, hex(c));
    if (c.a < 255) out += attribute(name + "-opacity", number(static_cast<float>(c.a) / 255));
    return out;
}

std::string box(Rect r) {
    return attribute("x", number(r.x)) + attribute("y", number(r.y)) + attribute("width", number(r.w)) +
           attribute("height", number(r.h));
}

std::string line_paint(float width, Colour colour) {
    return attribute("fill", "none") + paint("stroke", colour) + attribute("stroke-width", number(width));
}

std::string place(Point p) { return number(p.x) + " " + number(p.y); }

std::string way(const std::vector<Point>& points, bool closed) {
    std::string out;
    for (const Point& p : points) out += (out.empty() ? "M" : "L") + place(p);
    return attribute("d", closed ? out + "Z" : out);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

struct Face {
    bool mono, bold;
};
Face face(Type type) {
    const bool mono = type >= Type::number_small && type <= Type::number_large;
    const bool bold = type == Type::caption_bold || type == Type::body_bold || type == Type::heading ||
                      type == Type::title || type == Type::number_bold || type == Type::slanted_bold;
    return {mono, bold};
}

}  // namespace

void Svg::rect(bool above, Rect r, float radius, Colour colour) {
    layer(above) +=
        "<rect" + box(r) + (radius > 0 ? attribute("rx", number(radius)) : "") + paint("fill", colour) + "/>\n";
}

void Svg::outline(bool above, Rect r, float radius, float width, Colour colour) {
    const float h = width / 2;
    layer(above) += "<rect" + box({r.x + h, r.y + h, r.w - width, r.h - width}) +
                    (radius > h ? attribute("rx", number(radius - h)) : "") + line_paint(width, colour) + "/>\n";
}

void Svg::gradient(bool above, Rect r, Colour left, Colour right) {
    const std::string id = "g" + std::to_string(++ids_);
    layer(above) += "<linearGradient" + attribute("id", id) + "><stop" + paint("stop", left) + "/><stop offset=\"1\"" +
                    paint("stop", right) + "/></linearGradient><rect" + box(r) + attribute("fill", "url(#" + id + ")") +
                    "/>\n";
}

void Svg::circle(bool above, Point centre, float radius, Colour colour) {
    layer(above) += "<circle" + attribute("cx", number(centre.x)) + attribute("cy", number(centre.y)) +
                    attribute("r", number(radius)) + paint("fill", colour) + "/>\n";
}

void Svg::ring(bool above, Point centre, float radius, float width, Colour colour) {
    layer(above) += "<circle" + attribute("cx", number(centre.x)) + attribute("cy", number(centre.y)) +
                    attribute("r", number(radius)) + line_paint(width, colour) + "/>\n";
}

void Svg::stroke(bool above, const std::vector<Point>& points, float width, Colour colour, bool closed) {
    layer(above) += "<path" + way(points, closed) + line_paint(width, colour) + "/>\n";
}

void Svg::polygon(bool above, const std::vector<Point>& points, Colour colour) {
    layer(above) += "<path" + way(points, true) + paint("fill", colour) + "/>\n";
}

void Svg::bezier(bool above, Point a, Point b, Point c, Point d, float width, Colour colour) {
    layer(above) += "<path" + attribute("d", "M" + place(a) + "C" + place(b) + " " + place(c) + " " + place(d)) +
                    line_paint(width, colour) + "/>\n";
}

void Svg::text(bool above, Type type, Point start, float width, int degrees, std::string_view text, Colour colour) {
    const Face f = face(type);
    std::string& out = layer(above);
    out += "<text" + attribute("x", number(start.x)) + attribute("y", number(start.y)) +
           attribute("font-size", number(em(type))) + attribute("textLength", number(width));
    if (f.mono) out += attribute("class", "mono");
    if (f.bold) out += attribute("font-weight", "600");
    if (degrees != 0) out += attribute("transform", "rotate(" + std::to_string(-degrees) + " " + place(start) + ")");
    out += paint("fill", colour) + " xml:space=\"preserve\">" + escaped(text) + "</text>\n";
}

void Svg::clip(bool above, Rect r) {
    const std::string id = "c" + std::to_string(++ids_);
    layer(above) += "<clipPath" + attribute("id", id) + "><rect" + box(r) + "/></clipPath><g" +
                    attribute("clip-path", "url(#" + id + ")") + ">\n";
}

void Svg::unclip(bool above) { layer(above) += "</g>\n"; }

std::string Svg::document(float width, float height, std::string_view title, std::string_view description) const {
    const std::string size = number(width) + " " + number(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"" + attribute("viewBox", "0 0 " + size) +
           attribute("width", number(width)) + attribute("height", number(height)) +
           " font-family=\"Inter, system-ui, sans-serif\">\n<title>" + escaped(title) + "</title>\n<desc>" +
           escaped(description) +
           "</desc>\n<style>.mono{font-family:'JetBrains Mono',ui-monospace,monospace}</style>\n" + below_ + above_ +
           "</svg>\n";
}

}  // namespace mha::view
