// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QString>
#include <QTransform>
#include <QWidget>

#include <memory>
#include <vector>

struct PaintedText
{
    QString text;
    QRectF place; ///< in the widget's coordinates, as wide as its letters
};

/// Paints nothing and notes every text: what a widget writes itself has no label that could be asked.
class PaintedTexts : public QPaintDevice
{
public:
    static std::vector<PaintedText> of(QWidget& widget)
    {
        PaintedTexts device(widget);
        widget.render(&device, QPoint(), QRegion(), QWidget::RenderFlags());
        return device.m_texts;
    }

    QPaintEngine* paintEngine() const override { return m_engine.get(); }

protected:
    int metric(PaintDeviceMetric which) const override
    {
        constexpr int kDpi = 96, kDepth = 32;
        switch (which) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmDepth: return kDepth;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return kDpi;
        default: return QPaintDevice::metric(which);
        }
    }

private:
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(std::vector<PaintedText>& texts)
            : QPaintEngine(AllFeatures)
            , m_texts(texts)
        {
        }

        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& now) override
        {
            if (now.state() & DirtyTransform)
                m_transform = now.transform();
        }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }
        void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override { }
        void drawPath(const QPainterPath&) override { }
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }
        void drawTextItem(const QPointF& at, const QTextItem& item) override
        {
            const QRectF place(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
            m_texts.push_back({item.text(), m_transform.mapRect(place)});
        }

    private:
        std::vector<PaintedText>& m_texts;
        QTransform m_transform;
    };

    explicit PaintedTexts(const QWidget& widget)
        : m_size(widget.size())
        , m_engine(std::make_unique<Engine>(m_texts))
    {
    }

    QSize m_size;
    std::vector<PaintedText> m_texts;
    std::unique_ptr<Engine> m_engine;
};
