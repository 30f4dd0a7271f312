// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/animation.h"

#include "api/error.h"
#include "io/carried_session.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include <memory>

namespace epsilonlab::ui {

namespace {

constexpr int kFastest = 1; // of the lossless levels 0 to 9: twice the bytes of the best, a tenth of the time

using Encoder = std::unique_ptr<WebPAnimEncoder, decltype(&WebPAnimEncoderDelete)>;

[[noreturn]] void refuse(const std::string& why)
{
    throw Error(ErrorCode::Internal,
        "The animation could not be made: " + why
            + ". Save a single picture, and please report this as a fault.");
}

/// Bytes that libwebp made and frees.
struct Bytes : WebPData
{
    Bytes() { WebPDataInit(this); }
    ~Bytes() { WebPDataClear(this); }
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
};

struct Picture : WebPPicture
{
    explicit Picture(const QImage& image)
    {
        if (!WebPPictureInit(this))
            refuse("another version of libwebp is installed");
        use_argb = 1;
        width = image.width();
        height = image.height();
        const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
        if (!WebPPictureImportRGB(this, rgb.constBits(), static_cast<int>(rgb.bytesPerLine())))
            refuse("there is too little memory");
    }
    ~Picture() { WebPPictureFree(this); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
};

Encoder encoderFor(QSize size)
{
    WebPAnimEncoderOptions options;
    if (!WebPAnimEncoderOptionsInit(&options))
        refuse("another version of libwebp is installed");
    options.anim_params.loop_count = 0; // for ever
    Encoder encoder(WebPAnimEncoderNew(size.width(), size.height(), &options), &WebPAnimEncoderDelete);
    if (!encoder)
        refuse("there is too little memory");
    return encoder;
}

void encode(const Animation& animation, Bytes& encoded)
{
    WebPConfig config;
    if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, kFastest))
        refuse("another version of libwebp is installed");
    const QSize size = figureImage(animation.frames.front().figure, 1.0).size();
    const Encoder encoder = encoderFor(size);
    int ms = 0;
    for (const Animation::Frame& frame : animation.frames) {
        const QImage image = figureImage(frame.figure, 1.0);
        if (image.size() != size)
            refuse("its pictures have different sizes");
        Picture picture(image);
        if (!WebPAnimEncoderAdd(encoder.get(), &picture, ms, &config))
            refuse(WebPAnimEncoderGetError(encoder.get()));
        ms += frame.ms;
    }
    if (!WebPAnimEncoderAdd(encoder.get(), nullptr, ms, nullptr)
        || !WebPAnimEncoderAssemble(encoder.get(), &encoded))
        refuse(WebPAnimEncoderGetError(encoder.get()));
}

} // namespace

QByteArray animationWebp(const Animation& animation)
{
    if (animation.frames.empty())
        refuse("it has no pictures");
    Bytes encoded, whole;
    encode(animation, encoded);
    const std::unique_ptr<WebPMux, decltype(&WebPMuxDelete)> mux(WebPMuxCreate(&encoded, 0), &WebPMuxDelete);
    const Figure& first = animation.frames.front().figure;
    const QByteArray packet = xmpPacket({first.title, first.caption, animation.session});
    const WebPData xmp{
        reinterpret_cast<const std::uint8_t*>(packet.constData()), static_cast<std::size_t>(packet.size())};
    if (!mux || WebPMuxSetChunk(mux.get(), "XMP ", &xmp, 0) != WEBP_MUX_OK
        || WebPMuxAssemble(mux.get(), &whole) != WEBP_MUX_OK)
        refuse("there is too little memory");
    return {reinterpret_cast<const char*>(whole.bytes), static_cast<qsizetype>(whole.size)};
}

} // namespace epsilonlab::ui
