#pragma once

#include <QLabel>

namespace pierhead::desktop {

/// A short state in a rounded box. Tones: "neutral", "success", "warning", "danger", "accent".
class Chip final : public QLabel
{
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);

    void setState(const QString &foreign, const QString &tone);
};

} // namespace pierhead::desktop
