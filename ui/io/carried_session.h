// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace epsilonlab::ui {

/// Under this key a PNG carries its session: a text chunk (PNG specification, 11.3.4.5).
inline constexpr const char* kSessionTextKey = "epsilonlab-session";

/// What a picture file says besides its picture.
struct CarriedText
{
    QString title, caption;
    QByteArray session; ///< JSON; empty: none
};

/// An XMP packet (ISO 16684-1) with title, description and session, as PDF and WebP carry it.
QByteArray xmpPacket(const CarriedText& text);

/// An SVG with the same as its <metadata> element; without a session as it was.
QByteArray withSvgMetadata(QByteArray svg, const CarriedText& text);

/// True for files that are figures or nothing: SVG and PDF, by their content or name. Other pictures may be
/// somebody's digit.
bool isVectorFile(const QString& path);

/// The session in the text of an SVG or an XMP packet; empty: there is none. `where` names it in sentences.
/// Throws Error: it is cut off.
QByteArray sessionIn(const QByteArray& content, const QString& where);

/// The session that a picture of this program (PNG, SVG, PDF, WebP) carries, as JSON; empty if it carries
/// none, whatever file it is. Throws Error: not readable, or the session in it is cut off.
QByteArray carriedSession(const QString& path);

} // namespace epsilonlab::ui
