<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>QObject</name>
    <message numerus="yes">
        <source>Made from the first %n picture(s) of the data set.</source>
        <translation>
            <numerusform>Made from the first %n picture of the data set.</numerusform>
            <numerusform>Made from the first %n pictures of the data set.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⚑ %1 alarm(s)
epoch %2</source>
        <translation>
            <numerusform>⚑ %1 alarm
epoch %2</numerusform>
            <numerusform>⚑ %1 alarms
epoch %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ComparePanel</name>
    <message numerus="yes">
        <source>%1, %2, %3 epoch(s)</source>
        <translation>
            <numerusform>%1, %2, %3 epoch</numerusform>
            <numerusform>%1, %2, %3 epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 run(s) drawn</source>
        <translation>
            <numerusform>%1 of %2 run drawn</numerusform>
            <numerusform>%1 of %2 runs drawn</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::FigureFiles</name>
    <message numerus="yes">
        <source>%1 step(s) are being drawn.</source>
        <translation>
            <numerusform>%1 step is being drawn.</numerusform>
            <numerusform>%1 steps are being drawn.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::GalleryView</name>
    <message numerus="yes">
        <source>%1 row(s) of %2</source>
        <translation>
            <numerusform>%1 row of %2</numerusform>
            <numerusform>%1 rows of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 figure(s)</source>
        <translation>
            <numerusform>%1 figure</numerusform>
            <numerusform>%1 figures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ProbabilityBars</name>
    <message numerus="yes">
        <source>%n other class(es): %1</source>
        <translation>
            <numerusform>%n other class: %1</numerusform>
            <numerusform>%n other classes: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ReportFiles</name>
    <message numerus="yes">
        <source>The report is being measured on the first %1 image(s); the status line shows how far it is.</source>
        <translation>
            <numerusform>The report is being measured on the first %1 image; the status line shows how far it is.</numerusform>
            <numerusform>The report is being measured on the first %1 images; the status line shows how far it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> It was stopped: it is about the first %1 image(s).</source>
        <translation>
            <numerusform> It was stopped: it is about the first %1 image.</numerusform>
            <numerusform> It was stopped: it is about the first %1 images.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::SessionBar</name>
    <message numerus="yes">
        <source>%1 test digit(s), %2.</source>
        <translation>
            <numerusform>%1 test digit, %2.</numerusform>
            <numerusform>%1 test digits, %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::StatusLine</name>
    <message numerus="yes">
        <source>%1 · %2 pass(es)</source>
        <translation>
            <numerusform>%1 · %2 pass</numerusform>
            <numerusform>%1 · %2 passes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainDatasetBox</name>
    <message numerus="yes">
        <source>%1 training image(s), %2.</source>
        <translation>
            <numerusform>%1 training image, %2.</numerusform>
            <numerusform>%1 training images, %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainFigures</name>
    <message numerus="yes">
        <source>%1 / %2 batch(es)</source>
        <translation>
            <numerusform>%1 / %2 batch</numerusform>
            <numerusform>%1 / %2 batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainFiles</name>
    <message numerus="yes">
        <source>%1 run(s) were written to %2.</source>
        <translation>
            <numerusform>%1 run was written to %2.</numerusform>
            <numerusform>%1 runs were written to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainView</name>
    <message numerus="yes">
        <source>%1 (%2 alarm(s) before this one are in the log.)</source>
        <translation>
            <numerusform>%1 (%2 alarm before this one is in the log.)</numerusform>
            <numerusform>%1 (%2 alarms before this one are in the log.)</numerusform>
        </translation>
    </message>
</context>
</TS>
