<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>QObject</name>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>largest change (L∞)</source>
        <translation>最大改动（L∞）</translation>
    </message>
    <message>
        <source>length (L2)</source>
        <translation>长度（L2）</translation>
    </message>
    <message>
        <source>pixels changed</source>
        <translation>改动的像素数</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度次数</translation>
    </message>
    <message>
        <source>The attack looks for the smallest change that works.</source>
        <translation>攻击寻找能够奏效的最小改动。</translation>
    </message>
    <message>
        <source>No pixel may change by more than ε.</source>
        <translation>每个像素的改动都不超过 ε。</translation>
    </message>
    <message>
        <source>The change as a whole is no longer than ε.</source>
        <translation>改动的总长度不超过 ε。</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;What am I seeing?&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Clean picture + change δ = attacked picture. %3 Each network gets the change that was computed against itself.&lt;/p&gt;&lt;p&gt;Bars: &lt;span style=&apos;color:%1&apos;&gt;hollow&lt;/span&gt; is what the network thinks of the clean picture, &lt;span style=&apos;color:%2&apos;&gt;filled&lt;/span&gt; of the attacked one. ▸ true class, ◎ target. Click a bar to make its class the target.&lt;/p&gt;&lt;p&gt;A double border with ✗ means: fooled.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;我看到的是什么？&lt;/b&gt;&lt;/p&gt;&lt;p&gt;干净图像 + 改动 δ = 受攻击的图像。%3每个网络面对的都是专门针对它自己算出的改动。&lt;/p&gt;&lt;p&gt;条形：&lt;span style=&apos;color:%1&apos;&gt;空心&lt;/span&gt;是网络对干净图像的判断，&lt;span style=&apos;color:%2&apos;&gt;实心&lt;/span&gt;是对受攻击图像的判断。▸ 真实类别，◎ 目标。点击条形即可把该类别设为目标。&lt;/p&gt;&lt;p&gt;双线边框加 ✗ 表示：被骗了。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔条</translation>
    </message>
    <message>
        <source>%1, trained to epoch %2</source>
        <translation>%1，已训练到第 %2 轮</translation>
    </message>
    <message>
        <source>● live, epoch %1</source>
        <translation>● 训练中的网络，第 %1 轮</translation>
    </message>
    <message>
        <source>%1: %2 parameters.</source>
        <translation>%1：%2 个参数。</translation>
    </message>
    <message>
        <source>%1 TorchScript: no views of its layers, no certificates.</source>
        <translation>%1 TorchScript：无法查看各层，也无法认证。</translation>
    </message>
    <message>
        <source>%1 / %2 %3</source>
        <translation>%3 %1 / %2</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，还需 %2</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>measured A %1  B %2</source>
        <translation>实测 A %1  B %2</translation>
    </message>
    <message>
        <source>measured %1</source>
        <translation>实测 %1</translation>
    </message>
    <message>
        <source>%1 looks for the smallest change that works; its size is marked for each network.</source>
        <translation>%1 寻找能够奏效的最小改动；其大小已为每个网络标出。</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>[%1, %2] %</source>
        <translation>[%1, %2] %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Scroll the recipe</source>
        <translation>滚动配方</translation>
    </message>
    <message>
        <source> Allowed: %1.</source>
        <translation>允许：%1。</translation>
    </message>
    <message>
        <source> 0: %1.</source>
        <translation>0：%1。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>HELD %1</source>
        <translation>守住 %1</translation>
    </message>
    <message>
        <source>FOOLED %1→%2</source>
        <translation>被骗 %1→%2</translation>
    </message>
    <message>
        <source>TARGET HIT %1</source>
        <translation>命中目标 %1</translation>
    </message>
    <message>
        <source>MISSED (now %1, wanted %2)</source>
        <translation>未命中（现为 %1，目标 %2）</translation>
    </message>
    <message>
        <source>ALREADY WRONG</source>
        <translation>本来就错</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>Made from the first %n picture(s) of the data set.</source>
        <translation>
            <numerusform>由数据集的前 %n 张图片制作。</numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient of %1 is exactly zero on this digit: %2 cannot move. This is not robustness.</source>
        <translation>%1 在这个数字上的梯度恰好为零：%2 无法移动。这不是鲁棒性。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>%1
[%2, %3], n %4</source>
        <translation>%1
[%2, %3]，n %4</translation>
    </message>
    <message numerus="yes">
        <source>⚑ %1 alarm(s)
epoch %2</source>
        <translation>
            <numerusform>⚑ %1 个警报
第 %2 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>⚑ epoch %1: %2</source>
        <translation>⚑ 第 %1 轮：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>different data</source>
        <translation>数据不同</translation>
    </message>
    <message>
        <source>attacks at different ε (%1)</source>
        <translation>攻击的 ε 不同（%1）</translation>
    </message>
    <message>
        <source>different held-out images</source>
        <translation>留出图像不同</translation>
    </message>
    <message>
        <source>Not the same yardstick: %1.</source>
        <translation>衡量标准不一致：%1。</translation>
    </message>
    <message>
        <source>The same digit for two networks, and the same tiny change. A is fooled by it; B, below, reads it rightly.</source>
        <translation>同一个数字给两个网络看，改动同样微小。A 被骗了；下面的 B 仍然读对。</translation>
    </message>
    <message>
        <source>Drag ε to 0: without a change both are right. The ribbon below predicts where each network breaks (◆).</source>
        <translation>把 ε 拖到 0：没有改动时两个网络都对。下面的色带预示每个网络在哪里失守（◆）。</translation>
    </message>
    <message>
        <source>The change alone: orange pixels were made lighter, blue ones darker. Point at one to read its value in all pictures.</source>
        <translation>只看改动：橙色像素变亮，蓝色像素变暗。指向一个像素，就能读出它在所有图片中的数值。</translation>
    </message>
    <message>
        <source>Click a bar, or press a digit key: the attack now wants that class. A miss is called MISSED, never a success.</source>
        <translation>点击一个条，或按一个数字键：攻击现在以该类别为目标。未命中就叫未命中，绝不算成功。</translation>
    </message>
    <message>
        <source>Choose PGD here, or press A until it is there: the same step, taken again and again, each time a small one.</source>
        <translation>在这里选择 PGD，或按 A 直到它出现：同样的一步，一次次小步重复。</translation>
    </message>
    <message>
        <source>Every step of the attack. Drag the scrubber or press “,”: the pictures show that step, and the loss climbs with it.</source>
        <translation>攻击的每一步。拖动滑块或按“,”：图片显示那一步，损失随之上升。</translation>
    </message>
    <message>
        <source>Press D and draw a digit of your own: it is attacked while you draw. Or drop a picture on the window.</source>
        <translation>按 D 画一个自己的数字：边画边受攻击。也可以把图片拖到窗口上。</translation>
    </message>
    <message>
        <source>Here a network learns, also against attacks. Train starts it; pause, single batches and another learning rate work at any moment, and a run goes on after the tour.</source>
        <translation>网络在这里学习，也能对着攻击学习。按“训练”开始；随时可以暂停、单步一个批次、改学习率，导览结束后训练照常继续。</translation>
    </message>
    <message>
        <source>A report measures what you see, with n, attack, ε and interval; F1 explains, and the key ? lists all keys. Finish, and everything is as it was before the tour.</source>
        <translation>报告测量您所看到的，附上 n、攻击、ε 和区间；F1 是说明，? 键列出所有按键。完成后，一切恢复到导览之前的样子。</translation>
    </message>
    <message>
        <source>Why: the network is so sure that its loss is flat in 32-bit numbers, or its units are all off, so there is no direction to follow. Attacks without gradients (Square) or on logits (C&amp;W) may still find one.</source>
        <translation>原因：网络太有把握，损失在 32 位数下是平的，或者它的单元全部关闭，因此没有可循的方向。不用梯度的攻击（Square）或针对 logit 的攻击（C&amp;W）也许仍能找到。</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2</source>
        <translation>停在第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Press N: a random change of the same size. Usually neither is fooled: the direction does it, not the size.</source>
        <translation>按 N：同样大小的随机改动。通常两个网络都不受骗：起作用的是方向，不是大小。</translation>
    </message>
    <message>
        <source>training elsewhere</source>
        <translation>正在别处训练</translation>
    </message>
    <message>
        <source>training here</source>
        <translation>正在此处训练</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>ε %1</source>
        <translation>ε %1</translation>
    </message>
    <message>
        <source>paused here</source>
        <translation>在此暂停</translation>
    </message>
    <message>
        <source>%1 failed at epoch %2: %3</source>
        <translation>%1 在第 %2 轮失败：%3</translation>
    </message>
    <message>
        <source>%1, epoch %2: %3</source>
        <translation>%1，第 %2 轮：%3</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 项</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>At ε %1, with %2 (%3 distance %4), %5 is fooled: it reads %6 instead of %7.</source>
        <translation>ε 为 %1 时，受到 %2（%3 距离 %4）攻击后，%5 被骗：读作 %6，而不是 %7。</translation>
    </message>
    <message>
        <source>At ε %1, with %2 (%3 distance %4), %5 holds: it still reads %6, before %7.</source>
        <translation>ε 为 %1 时，受到 %2（%3 距离 %4）攻击后，%5 守住了：仍读作 %6，之前为 %7。</translation>
    </message>
    <message>
        <source>At ε %1, with %2 (%3 distance %4), %5 is led to the target: it reads %6 as the attacker wanted, before %7.</source>
        <translation>ε 为 %1 时，受到 %2（%3 距离 %4）攻击后，%5 被引向目标：如攻击者所愿读作 %6，之前为 %7。</translation>
    </message>
    <message>
        <source>At ε %1, with %2 (%3 distance %4), %5 is not led to the target %6: it reads %7, before %8.</source>
        <translation>ε 为 %1 时，受到 %2（%3 距离 %4）攻击后，%5 没有被引向目标 %6：读作 %7，之前为 %8。</translation>
    </message>
    <message>
        <source>With %1 (%2 distance %3), %4 is fooled: it reads %5 instead of %6.</source>
        <translation>受到 %1（%2 距离 %3）攻击后，%4 被骗：读作 %5，而不是 %6。</translation>
    </message>
    <message>
        <source>With %1 (%2 distance %3), %4 holds: it still reads %5, before %6.</source>
        <translation>受到 %1（%2 距离 %3）攻击后，%4 守住了：仍读作 %5，之前为 %6。</translation>
    </message>
    <message>
        <source>With %1 (%2 distance %3), %4 is led to the target: it reads %5 as the attacker wanted, before %6.</source>
        <translation>受到 %1（%2 距离 %3）攻击后，%4 被引向目标：如攻击者所愿读作 %5，之前为 %6。</translation>
    </message>
    <message>
        <source>With %1 (%2 distance %3), %4 is not led to the target %5: it reads %6, before %7.</source>
        <translation>受到 %1（%2 距离 %3）攻击后，%4 没有被引向目标 %5：读作 %6，之前为 %7。</translation>
    </message>
    <message>
        <source>%1 misreads the clean image: it reads %2 where %3 is right, so no attack can count as a success.</source>
        <translation>%1 连干净图像都读错了：读作 %2，正确的是 %3，因此任何攻击都不能算成功。</translation>
    </message>
    <message>
        <source>The gradient is exactly zero on this image: the attack cannot move. This is not robustness.</source>
        <translation>这张图像上的梯度恰好为零：攻击无法移动。这不是鲁棒性。</translation>
    </message>
    <message>
        <source>This is a preview by a cheaper attack.</source>
        <translation>这是用开销更小的攻击得到的预览。</translation>
    </message>
    <message>
        <source>The attack is still running: step %1.</source>
        <translation>攻击仍在进行：第 %1 步。</translation>
    </message>
    <message>
        <source>The attack is still running: step %1 of %2.</source>
        <translation>攻击仍在进行：第 %1 步，共 %2 步。</translation>
    </message>
    <message>
        <source>Its attack has not begun: this is the clean image.</source>
        <translation>对它的攻击尚未开始：这是干净图像。</translation>
    </message>
    <message>
        <source>%1 image</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>%1 of %2 image</source>
        <translation>%2 张图像中的 %1 张</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%2 张图像中的 %1 张</translation>
    </message>
    <message>
        <source>%1 attacked image</source>
        <translation>%1 张受攻击图像</translation>
    </message>
    <message>
        <source>%1 attacked images</source>
        <translation>%1 张受攻击图像</translation>
    </message>
    <message>
        <source>Only 1 image was measured</source>
        <translation>只测量了 1 张图像</translation>
    </message>
    <message>
        <source>Only %1 images were measured</source>
        <translation>只测量了 %1 张图像</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 像素</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>%1 byte</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 images (%2 bytes)</source>
        <translation>%1 张图像（%2 字节）</translation>
    </message>
    <message>
        <source>%1 labels (%2 bytes)</source>
        <translation>%1 个标签（%2 字节）</translation>
    </message>
    <message>
        <source>%1 in image %2</source>
        <translation>%1（第 %2 张图像）</translation>
    </message>
    <message>
        <source>in image %1</source>
        <translation>（第 %1 张图像）</translation>
    </message>
    <message>
        <source>more</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1 到 %2 的数</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 的整数</translation>
    </message>
    <message>
        <source>a number from %1 to %2 is needed</source>
        <translation>需要 %1 到 %2 的数</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>on 或 off</translation>
    </message>
    <message>
        <source>none, random, least-likely, second or a class number</source>
        <translation>none、random、least-likely、second 或类别编号</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>least-likely</source>
        <translation>最不可能</translation>
    </message>
    <message>
        <source>second</source>
        <translation>第二可能</translation>
    </message>
    <message>
        <source>%1 (%2 pixels) was taken as it is%3.</source>
        <translation>%1（%2 像素）按原样使用%3。</translation>
    </message>
    <message>
        <source>%1 (%2 pixels) was scaled to 28 x 28 as a whole%3.</source>
        <translation>%1（%2 像素）整体缩放到 28 x 28%3。</translation>
    </message>
    <message>
        <source>%1 (%2 pixels) was cropped to its ink of %3 pixels, scaled to %4 and centred by its mass as in MNIST%5.</source>
        <translation>%1（%2 像素）裁剪到 %3 像素的笔迹范围，缩放到 %4，并像 MNIST 那样按重心居中%5。</translation>
    </message>
    <message>
        <source>; its ink is dark, so light and dark were exchanged</source>
        <translation>；笔迹较深，因此对调了明暗</translation>
    </message>
    <message>
        <source>; transparent parts count as %1</source>
        <translation>；透明部分按%1处理</translation>
    </message>
    <message>
        <source>; its ink is dark, so light and dark were exchanged; transparent parts count as %1</source>
        <translation>；笔迹较深，因此对调了明暗；透明部分按%1处理</translation>
    </message>
    <message>
        <source>white</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>%1 is %2; PNG, JPEG, BMP and PGM pictures can be opened. %3</source>
        <translation>%1 是%2；可以打开 PNG、JPEG、BMP 和 PGM 图片。%3</translation>
    </message>
    <message>
        <source>PNG, JPEG, BMP and PGM pictures can be opened.</source>
        <translation>可以打开 PNG、JPEG、BMP 和 PGM 图片。</translation>
    </message>
    <message>
        <source>a GIF picture, which may move</source>
        <translation>GIF 图片，可能是动图</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>SVG 图形</translation>
    </message>
    <message>
        <source>an XML file, perhaps an SVG drawing</source>
        <translation>XML 文件，也许是 SVG 图形</translation>
    </message>
    <message>
        <source>a TIFF picture</source>
        <translation>TIFF 图片</translation>
    </message>
    <message>
        <source>a WebP picture</source>
        <translation>WebP 图片</translation>
    </message>
    <message>
        <source>a HEIC or AVIF picture</source>
        <translation>HEIC 或 AVIF 图片</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a PNM picture of another kind than PGM</source>
        <translation>PGM 以外的 PNM 图片</translation>
    </message>
    <message>
        <source>Save one frame of it as PNG.</source>
        <translation>请将其中一帧另存为 PNG。</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>请另存为 PNG。</translation>
    </message>
    <message>
        <source>Export it as PNG.</source>
        <translation>请导出为 PNG。</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Run %1 first.</source>
        <translation>请先运行 %1。</translation>
    </message>
    <message>
        <source>On Debian the package %1 brings it as well.</source>
        <translation>在 Debian 上，软件包 %1 也提供它。</translation>
    </message>
    <message>
        <source>images have 3 and labels 1. Images are named first, then labels.</source>
        <translation>图像为 3 维，标签为 1 维。先写图像，后写标签。</translation>
    </message>
    <message>
        <source>labels have 1 and images 3. Images are named first, then labels.</source>
        <translation>标签为 1 维，图像为 3 维。先写图像，后写标签。</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>您的磁盘配额已用完</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘是只读的</translation>
    </message>
    <message>
        <source>you do not have the permission</source>
        <translation>您没有权限</translation>
    </message>
    <message>
        <source>its folder does not exist</source>
        <translation>它所在的文件夹不存在</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>it would be larger than this disk allows</source>
        <translation>它会超出该磁盘允许的大小</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>磁盘报告错误</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>打开的文件太多</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>%1: layer %2 %3</source>
        <translation>%1：第 %2 层%3</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>%1 does not take</source>
        <translation>%1 不接受</translation>
    </message>
    <message>
        <source>%1 takes inputs of %2, not</source>
        <translation>%1 接受的输入为 %2，而不是</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; is missing. The session cannot be shown.</source>
        <translation>缺少条目“%1”。无法显示此会话。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, but %3.</source>
        <translation>“%1”是 %2，但%3。</translation>
    </message>
    <message>
        <source>a number, a word or true/false is needed</source>
        <translation>需要一个数、一个词或 true/false</translation>
    </message>
    <message>
        <source>&quot;pixels&quot; has %1 values, but 784 are needed (28 rows of 28).</source>
        <translation>“pixels”有 %1 个值，但需要 784 个（28 行，每行 28 个）。</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>, or let epsilon grow from 0 (epsilon-ramp 0.5).</source>
        <translation>，或者让 epsilon 从 0 开始增长（epsilon-ramp 0.5）。</translation>
    </message>
    <message>
        <source>Let epsilon grow from 0 over the first half of the run (epsilon-ramp 0.5), or try another learning rate.</source>
        <translation>请让 epsilon 在前半段训练中从 0 增长（epsilon-ramp 0.5），或换一个学习率。</translation>
    </message>
    <message>
        <source>Try a larger learning rate; a much smaller one if the loss was lower before.</source>
        <translation>请试用更大的学习率；如果损失之前更低，则改用小得多的学习率。</translation>
    </message>
    <message>
        <source>%1 (n = %2 held-out images, epsilon %3)</source>
        <translation>%1（n = %2 张留出图像，epsilon %3）</translation>
    </message>
    <message>
        <source>%1 (n = %2 held-out images, epsilon %3): the network hides from single steps and is not robust. Train with n-fgsm or pgd-at; early-stopping 2 keeps the best epoch.</source>
        <translation>%1（n = %2 张留出图像，epsilon %3）：网络只是躲开单步攻击，并不鲁棒。请用 n-fgsm 或 pgd-at 训练；early-stopping 2 会保留最好的轮次。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Iterative</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Minimal norm</source>
        <translation>最小范数</translation>
    </message>
    <message>
        <source>Black box</source>
        <translation>黑盒</translation>
    </message>
    <message>
        <source>Ensembles</source>
        <translation>集成</translation>
    </message>
    <message>
        <source>Geometric</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>Universal</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Random noise</source>
        <translation>随机噪声</translation>
    </message>
    <message>
        <source>The control: a change of the same size in a random direction, which usually fools nobody.</source>
        <translation>对照：随机方向上同样大小的改动，通常骗不了任何网络。</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>How the size of the change is measured: the largest change of a pixel (linf), the Euclidean length of all changes (l2) or their sum (l1).</source>
        <translation>如何衡量改动的大小：单个像素的最大改动（linf）、全部改动的欧氏长度（l2）或其总和（l1）。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>The largest change allowed, in the chosen norm; pixels run from 0 to 1.</source>
        <translation>所选范数下允许的最大改动；像素取值为 0 到 1。</translation>
    </message>
    <message>
        <source>no change at all</source>
        <translation>完全不改动</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>How each pixel&apos;s change is drawn before it is scaled to epsilon.</source>
        <translation>每个像素的改动在缩放到 epsilon 之前如何抽取。</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>FGSM</source>
        <translation>FGSM</translation>
    </message>
    <message>
        <source>One step of full size along the sign of the gradient: the oldest and fastest attack.</source>
        <translation>沿梯度符号走满一步：最古老也最快的攻击。</translation>
    </message>
    <message>
        <source>How the size of the change is measured: the largest change of a pixel (linf) or the Euclidean length of all changes (l2).</source>
        <translation>如何衡量改动的大小：单个像素的最大改动（linf）或全部改动的欧氏长度（l2）。</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The class the network should say: none (any wrong class will do), random, least-likely, second, or a class number.</source>
        <translation>希望网络给出的类别：none（任何错误类别都行）、random、least-likely、second 或类别编号。</translation>
    </message>
    <message>
        <source>BIM</source>
        <translation>BIM</translation>
    </message>
    <message>
        <source>FGSM in many small steps from the image itself.</source>
        <translation>从图像本身出发，分许多小步进行的 FGSM。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How many gradients are followed, one after the other. More is stronger and slower.</source>
        <translation>先后沿多少个梯度移动。越多越强，也越慢。</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>How far each step goes, in the chosen norm. 0 chooses 2.5 epsilon / steps, so that the edge can be reached.</source>
        <translation>所选范数下每一步走多远。0 表示取 2.5 epsilon / 步数，这样能走到边缘。</translation>
    </message>
    <message>
        <source>automatic: 2.5 epsilon / steps</source>
        <translation>自动：2.5 epsilon / 步数</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Which point of the path is the result: the last one or, where that one fails, an earlier one that fooled the network (best).</source>
        <translation>取路径上的哪一点作为结果：最后一点；若它失败，则取之前骗过网络的一点（best）。</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>L1 quantile</source>
        <translation>L1 分位数</translation>
    </message>
    <message>
        <source>With the norm l1 alone: the share of pixels that a step leaves alone; the others move equally far.</source>
        <translation>仅用于 l1 范数：每一步保持不动的像素所占的比例；其余像素移动相同的距离。</translation>
    </message>
    <message>
        <source>all pixels move</source>
        <translation>所有像素都移动</translation>
    </message>
    <message>
        <source>PGD</source>
        <translation>PGD</translation>
    </message>
    <message>
        <source>Many small steps from a random start, always back into the allowed region: the standard test.</source>
        <translation>从随机起点出发走许多小步，每步都拉回允许的范围：标准的检验。</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启次数</translation>
    </message>
    <message>
        <source>How often the attack runs on the images that still hold. Only useful with a random start.</source>
        <translation>在仍然守住的图像上重复攻击多少次。只有使用随机起点时才有用。</translation>
    </message>
    <message>
        <source>Random start</source>
        <translation>随机起点</translation>
    </message>
    <message>
        <source>Start at a random point of the allowed region instead of the image itself.</source>
        <translation>从允许范围内的随机一点出发，而不是从图像本身出发。</translation>
    </message>
    <message>
        <source>MIM</source>
        <translation>MIM</translation>
    </message>
    <message>
        <source>Small steps along an average of the gradients so far, which rides over small hills.</source>
        <translation>沿迄今梯度的平均值走小步，能越过小的起伏。</translation>
    </message>
    <message>
        <source>How far each step goes, in the chosen norm. 0 chooses epsilon / 10.</source>
        <translation>所选范数下每一步走多远。0 表示取 epsilon / 10。</translation>
    </message>
    <message>
        <source>automatic: epsilon / 10</source>
        <translation>自动：epsilon / 10</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>How much of the earlier gradients stays in each step: 1 keeps them all, 0 forgets them.</source>
        <translation>每一步保留多少先前的梯度：1 全部保留，0 全部忘掉。</translation>
    </message>
    <message>
        <source>no momentum: BIM</source>
        <translation>无动量：即 BIM</translation>
    </message>
    <message>
        <source>NI-FGSM</source>
        <translation>NI-FGSM</translation>
    </message>
    <message>
        <source>Momentum that looks ahead: the gradient is taken where the momentum is about to lead.</source>
        <translation>会向前看的动量：在动量即将到达之处取梯度。</translation>
    </message>
    <message>
        <source>DeepFool</source>
        <translation>DeepFool</translation>
    </message>
    <message>
        <source>Walks straight to the nearest boundary as the gradients draw it, until the network changes its mind.</source>
        <translation>按梯度描绘的样子直奔最近的边界，直到网络改变主意。</translation>
    </message>
    <message>
        <source>Success bound</source>
        <translation>成功界限</translation>
    </message>
    <message>
        <source>The attack looks for the nearest image that fools the network, whatever its distance. Farther than this bound it does not count as a success.</source>
        <translation>攻击寻找能骗过网络的最近图像，不论距离多远。超出此界限的不算成功。</translation>
    </message>
    <message>
        <source>no bound: every distance counts</source>
        <translation>无界限：任何距离都算</translation>
    </message>
    <message>
        <source>Overshoot</source>
        <translation>过冲</translation>
    </message>
    <message>
        <source>How far past the boundary the change is stretched, as a share of its length.</source>
        <translation>改动越过边界再拉长多少，按其长度的比例计。</translation>
    </message>
    <message>
        <source>exactly to the boundary</source>
        <translation>恰好到边界</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选数</translation>
    </message>
    <message>
        <source>How many of the likeliest other classes are looked at. Fewer is faster and may miss the nearest.</source>
        <translation>考察多少个最可能的其他类别。越少越快，但可能漏掉最近的。</translation>
    </message>
    <message>
        <source>DDN</source>
        <translation>DDN</translation>
    </message>
    <message>
        <source>Walks on a sphere around the image that shrinks while the network is fooled: a short way to a near L2 image.</source>
        <translation>在围绕图像的球面上行走，网络被骗时球面收缩：通往 L2 近邻图像的捷径。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>The share by which the radius shrinks or grows in each step.</source>
        <translation>每一步半径缩小或增大的比例。</translation>
    </message>
    <message>
        <source>First radius</source>
        <translation>初始半径</translation>
    </message>
    <message>
        <source>Euclidean length of the change after the first step.</source>
        <translation>第一步之后改动的欧氏长度。</translation>
    </message>
    <message>
        <source>C&amp;W L2</source>
        <translation>C&amp;W L2</translation>
    </message>
    <message>
        <source>An optimiser weighs fooling the network against staying near, with a weight searched for each image. Slow and strong.</source>
        <translation>优化器在骗过网络与保持接近之间权衡，权重针对每张图像搜索。慢而强。</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>搜索次数</translation>
    </message>
    <message>
        <source>How many weights of the loss are tried for each image, each with a run of its own.</source>
        <translation>每张图像尝试多少个损失权重，每个权重单独运行一次。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step size of the optimiser. Steps times learning rate must be able to lift a black pixel: in tanh space it starts at -7.25.</source>
        <translation>优化器的步长。步数乘以学习率必须足以提亮一个黑色像素：在 tanh 空间中它从 -7.25 开始。</translation>
    </message>
    <message>
        <source>First c</source>
        <translation>初始 c</translation>
    </message>
    <message>
        <source>The first weight of fooling the network against staying near; the search goes on from it.</source>
        <translation>骗过网络相对于保持接近的初始权重；搜索由此继续。</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>How far the wrong class must lead (kappa): more gives an image that also fools other networks, but farther away.</source>
        <translation>错误类别必须领先多少（kappa）：越大，得到的图像越能骗过其他网络，但距离也越远。</translation>
    </message>
    <message>
        <source>just past the boundary</source>
        <translation>刚过边界</translation>
    </message>
    <message>
        <source>Abort early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>End the run of an image whose loss has not fallen for a tenth of the steps.</source>
        <translation>如果一张图像的损失在十分之一的步数内没有下降，就结束它的运行。</translation>
    </message>
    <message>
        <source>C&amp;W L∞</source>
        <translation>C&amp;W L∞</translation>
    </message>
    <message>
        <source>C&amp;W for the largest change of a pixel: a ceiling comes down step by step while the network stays fooled. Very slow.</source>
        <translation>针对单个像素最大改动的 C&amp;W：在网络持续被骗时逐步压低上限。非常慢。</translation>
    </message>
    <message>
        <source>Largest c</source>
        <translation>最大 c</translation>
    </message>
    <message>
        <source>An image is done when even this weight of fooling the network fails under its ceiling.</source>
        <translation>当骗过网络的权重即使大到这个值也无法在上限之内成功时，该图像即告结束。</translation>
    </message>
    <message>
        <source>Decay of tau</source>
        <translation>tau 的衰减</translation>
    </message>
    <message>
        <source>By how much the ceiling comes down after each success. Closer to 1 is finer and slower.</source>
        <translation>每次成功后上限降低多少。越接近 1 越精细，也越慢。</translation>
    </message>
    <message>
        <source>EAD</source>
        <translation>EAD</translation>
    </message>
    <message>
        <source>As C&amp;W, but the sum of all changes counts: few pixels change, and those strongly.</source>
        <translation>与 C&amp;W 相同，但计算所有改动之和：只有少数像素改动，但改动很大。</translation>
    </message>
    <message>
        <source>Size of the first step; it falls as the square root of the steps that are left.</source>
        <translation>第一步的大小；它随剩余步数的平方根下降。</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Weight of the sum of all changes; each step sets changes below it back to none.</source>
        <translation>所有改动之和的权重；每一步把低于它的改动归零。</translation>
    </message>
    <message>
        <source>C&amp;W without tanh space</source>
        <translation>不用 tanh 空间的 C&amp;W</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Which of the images found is the result: that of least L1 distance, or of least squared L2 plus beta times L1.</source>
        <translation>取找到的哪张图像作为结果：L1 距离最小的，或 L2 平方加 beta 乘 L1 最小的。</translation>
    </message>
    <message>
        <source>l1</source>
        <translation>l1</translation>
    </message>
    <message>
        <source>elastic-net</source>
        <translation>弹性网</translation>
    </message>
    <message>
        <source>JSMA</source>
        <translation>JSMA</translation>
    </message>
    <message>
        <source>Sets two pixels at a time, those that matter most: few pixels change, and those fully.</source>
        <translation>每次设定两个影响最大的像素：只有少数像素改动，但改到极限。</translation>
    </message>
    <message>
        <source>Theta</source>
        <translation>Theta</translation>
    </message>
    <message>
        <source>How far each chosen pixel moves: 1 makes it white, negative values make it darker.</source>
        <translation>每个选中的像素移动多远：1 使其变白，负值使其变暗。</translation>
    </message>
    <message>
        <source>The largest share of pixels that may change.</source>
        <translation>最多可改动的像素比例。</translation>
    </message>
    <message>
        <source>FAB</source>
        <translation>FAB</translation>
    </message>
    <message>
        <source>Walks along the decision boundary to its nearest point: the smallest change that fools.</source>
        <translation>沿决策边界走到最近的一点：能骗过网络的最小改动。</translation>
    </message>
    <message>
        <source>Pull to the image</source>
        <translation>拉回图像</translation>
    </message>
    <message>
        <source>The largest weight of the step that starts at the image itself.</source>
        <translation>从图像本身出发的那一步的最大权重。</translation>
    </message>
    <message>
        <source>no pull</source>
        <translation>不拉回</translation>
    </message>
    <message>
        <source>How far beyond the boundary a step goes; 1 is up to it.</source>
        <translation>一步越过边界多远；1 表示刚好到边界。</translation>
    </message>
    <message>
        <source>Way back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Where the network is fooled, the change is shortened by this factor.</source>
        <translation>网络被骗之处，改动按此系数缩短。</translation>
    </message>
    <message>
        <source>FAB-T</source>
        <translation>FAB-T</translation>
    </message>
    <message>
        <source>FAB towards each of the likeliest wrong classes in turn.</source>
        <translation>依次朝每个最可能的错误类别进行的 FAB。</translation>
    </message>
    <message>
        <source>Target classes</source>
        <translation>目标类别数</translation>
    </message>
    <message>
        <source>How many wrong classes are tried as a target, the likeliest first; as many as the network has, at most.</source>
        <translation>尝试多少个错误类别作为目标，从最可能的开始；最多不超过网络的类别数。</translation>
    </message>
    <message>
        <source>APGD-CE</source>
        <translation>APGD-CE</translation>
    </message>
    <message>
        <source>PGD that finds its own step size for each image: nothing to tune.</source>
        <translation>为每张图像自动寻找步长的 PGD：无需调参。</translation>
    </message>
    <message>
        <source>Share of rises</source>
        <translation>上升比例</translation>
    </message>
    <message>
        <source>The step is halved where the loss rose in at most this share of the steps since the last checkpoint.</source>
        <translation>自上个检查点以来，若损失上升的步数至多占此比例，则步长减半。</translation>
    </message>
    <message>
        <source>APGD-DLR</source>
        <translation>APGD-DLR</translation>
    </message>
    <message>
        <source>The same on differences of logits, which no overconfident network can hide from.</source>
        <translation>同样的方法，但用于 logit 之差，过度自信的网络也无处可藏。</translation>
    </message>
    <message>
        <source>APGD-T</source>
        <translation>APGD-T</translation>
    </message>
    <message>
        <source>APGD towards each of the likeliest wrong classes in turn: slower, and stronger.</source>
        <translation>依次朝每个最可能的错误类别进行的 APGD：更慢，也更强。</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Square</translation>
    </message>
    <message>
        <source>Random squares, kept if they help: knows nothing of the network but its answers.</source>
        <translation>随机方块，有用就保留：除网络的回答外一无所知。</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询次数</translation>
    </message>
    <message>
        <source>How often the network is asked for each image, at most.</source>
        <translation>每张图像最多询问网络多少次。</translation>
    </message>
    <message>
        <source>First window</source>
        <translation>初始窗口</translation>
    </message>
    <message>
        <source>How much of the image the first squares cover. They shrink as the search goes on.</source>
        <translation>最初的方块覆盖图像的多大部分。随着搜索进行它们会缩小。</translation>
    </message>
    <message>
        <source>Rescale schedule</source>
        <translation>重新缩放计划</translation>
    </message>
    <message>
        <source>Shrink the squares by the share of the queries that is used up. Off: by their number, as AutoAttack does.</source>
        <translation>按已用查询的比例缩小方块。关闭：像 AutoAttack 那样按查询次数缩小。</translation>
    </message>
    <message>
        <source>AutoAttack</source>
        <translation>AutoAttack</translation>
    </message>
    <message>
        <source>Four attacks one after the other, each on what the others left: the yardstick of the literature. Slow.</source>
        <translation>四种攻击依次进行，每种攻击处理前面剩下的：文献中的标尺。慢。</translation>
    </message>
    <message>
        <source>One pixel</source>
        <translation>单像素</translation>
    </message>
    <message>
        <source>Evolution looks for one pixel (or a few) that changes the answer, knowing only the network&apos;s output.</source>
        <translation>用演化算法寻找一个（或几个）能改变答案的像素，只知道网络的输出。</translation>
    </message>
    <message>
        <source>At most the given number of pixels change, each by as much as it likes; epsilon does not apply.</source>
        <translation>最多改动给定数目的像素，每个像素可任意改动；epsilon 不适用。</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素数</translation>
    </message>
    <message>
        <source>How many pixels may change.</source>
        <translation>可以改动多少个像素。</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>种群</translation>
    </message>
    <message>
        <source>How many candidates compete in each generation. More is stronger and slower.</source>
        <translation>每一代有多少个候选者竞争。越多越强，也越慢。</translation>
    </message>
    <message>
        <source>Generations</source>
        <translation>代数</translation>
    </message>
    <message>
        <source>How many generations of children follow the first draw.</source>
        <translation>初次抽取之后有多少代后代。</translation>
    </message>
    <message>
        <source>only the first draw</source>
        <translation>只有初次抽取</translation>
    </message>
    <message>
        <source>Rotate and shift</source>
        <translation>旋转与平移</translation>
    </message>
    <message>
        <source>Turns and moves the whole picture; many networks lose the digit.</source>
        <translation>转动并移动整张图片；许多网络会认不出数字。</translation>
    </message>
    <message>
        <source>Every pixel may change as the picture moves; epsilon does not apply.</source>
        <translation>图片移动时每个像素都可能改变；epsilon 不适用。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>The largest turn, to either side.</source>
        <translation>向任一侧的最大转角。</translation>
    </message>
    <message>
        <source>no turn</source>
        <translation>不转动</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>The largest shift, along rows and along columns.</source>
        <translation>沿行和沿列的最大平移。</translation>
    </message>
    <message>
        <source>no shift</source>
        <translation>不平移</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>转角数</translation>
    </message>
    <message>
        <source>How many angles the grid has, the two largest included.</source>
        <translation>网格包含多少个角度，包括两个最大角。</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>平移数</translation>
    </message>
    <message>
        <source>How many shifts the grid has along each axis.</source>
        <translation>网格沿每个轴有多少个平移。</translation>
    </message>
    <message>
        <source>Random tries</source>
        <translation>随机尝试</translation>
    </message>
    <message>
        <source>Try this many random movements of each image in place of the grid.</source>
        <translation>每张图像尝试这么多次随机移动，代替网格。</translation>
    </message>
    <message>
        <source>the whole grid</source>
        <translation>整个网格</translation>
    </message>
    <message>
        <source>One change for all pictures, made from some of them and tried on the others.</source>
        <translation>一个适用于所有图片的改动，用其中一部分制作，在其余图片上检验。</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>制作自</translation>
    </message>
    <message>
        <source>From how many images of the set, counted from its start, the change is made.</source>
        <translation>用数据集开头的多少张图像来制作改动。</translation>
    </message>
    <message>
        <source>half of the set, at most 1000</source>
        <translation>数据集的一半，最多 1000 张</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>遍数</translation>
    </message>
    <message>
        <source>How often the craft images are gone through at most.</source>
        <translation>最多把制作用的图像过多少遍。</translation>
    </message>
    <message>
        <source>Enough at</source>
        <translation>达到即止</translation>
    </message>
    <message>
        <source>The share of the craft images that must be fooled for it to end early.</source>
        <translation>制作用的图像中有多大比例被骗后即可提前结束。</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Learns the clean images only: accurate, and easily fooled.</source>
        <translation>只学习干净图像：准确，但容易被骗。</translation>
    </message>
    <message>
        <source>Trains against FGSM without a random start; kept because it collapses visibly.</source>
        <translation>针对无随机起点的 FGSM 训练；保留它是因为它会明显崩溃。</translation>
    </message>
    <message>
        <source>Fast (FGSM, random start)</source>
        <translation>快速（FGSM，随机起点）</translation>
    </message>
    <message>
        <source>One step from a random start: nearly as cheap as standard training.</source>
        <translation>从随机起点走一步：开销几乎与标准训练相同。</translation>
    </message>
    <message>
        <source>N-FGSM (noise)</source>
        <translation>N-FGSM（噪声）</translation>
    </message>
    <message>
        <source>One step from strong noise, not cut to the ball: cheap, and hard to make collapse.</source>
        <translation>从强噪声走一步，不裁剪到球内：开销小，且不易崩溃。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Size of the noise before the step, as a multiple of epsilon.</source>
        <translation>走这一步之前噪声的大小，以 epsilon 的倍数计。</translation>
    </message>
    <message>
        <source>no noise: FGSM</source>
        <translation>无噪声：即 FGSM</translation>
    </message>
    <message>
        <source>Attack step size</source>
        <translation>攻击步长</translation>
    </message>
    <message>
        <source>How far the step of the inner attack goes, as a fraction of epsilon.</source>
        <translation>内层攻击的一步走多远，以 epsilon 的比例计。</translation>
    </message>
    <message>
        <source>noise alone</source>
        <translation>只有噪声</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>Trains on each batch several times and gets the attack from the same gradients: robust at the price of standard training.</source>
        <translation>每个批次训练多次，并用同样的梯度得到攻击：以标准训练的代价获得鲁棒性。</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Steps on each batch before the next one; an epoch takes so many times longer.</source>
        <translation>在进入下一批次之前，每个批次走多少步；一轮所需时间也相应增加。</translation>
    </message>
    <message>
        <source>PGD (Madry)</source>
        <translation>PGD（Madry）</translation>
    </message>
    <message>
        <source>Trains on the worst images that PGD finds: slow and robust.</source>
        <translation>在 PGD 找到的最坏图像上训练：慢而鲁棒。</translation>
    </message>
    <message>
        <source>Attack steps</source>
        <translation>攻击步数</translation>
    </message>
    <message>
        <source>Gradients of the attack inside each training step.</source>
        <translation>每个训练步内攻击的梯度次数。</translation>
    </message>
    <message>
        <source>How far each step of the inner attack goes, as a fraction of epsilon. 0 chooses 2.5 / steps.</source>
        <translation>内层攻击的每一步走多远，以 epsilon 的比例计。0 表示取 2.5 / 步数。</translation>
    </message>
    <message>
        <source>automatic: 2.5 / steps</source>
        <translation>自动：2.5 / 步数</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>As PGD, with steps that remember where the earlier ones went.</source>
        <translation>与 PGD 相同，但每一步会记住之前的方向。</translation>
    </message>
    <message>
        <source>How much of the earlier gradients stays in each step.</source>
        <translation>每一步保留多少先前的梯度。</translation>
    </message>
    <message>
        <source>no momentum</source>
        <translation>无动量</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Trains on clean and attacked images in the same batch.</source>
        <translation>在同一批次中同时用干净图像和受攻击图像训练。</translation>
    </message>
    <message>
        <source>Adversarial share</source>
        <translation>对抗比例</translation>
    </message>
    <message>
        <source>Which part of each batch is attacked; the rest stays clean.</source>
        <translation>每个批次中受攻击的部分；其余保持干净。</translation>
    </message>
    <message>
        <source>standard training</source>
        <translation>标准训练</translation>
    </message>
    <message>
        <source>TRADES</source>
        <translation>TRADES</translation>
    </message>
    <message>
        <source>Weighs accuracy on clean images against predictions that an attack cannot change.</source>
        <translation>在干净图像上的准确率与攻击改变不了的预测之间权衡。</translation>
    </message>
    <message>
        <source>Weight of robustness against accuracy.</source>
        <translation>鲁棒性相对于准确率的权重。</translation>
    </message>
    <message>
        <source>MART</source>
        <translation>MART</translation>
    </message>
    <message>
        <source>Adversarial training that takes images it reads wrong more seriously.</source>
        <translation>更重视读错图像的对抗训练。</translation>
    </message>
    <message>
        <source>Lambda</source>
        <translation>Lambda</translation>
    </message>
    <message>
        <source>Weight of the images that are misread.</source>
        <translation>读错图像的权重。</translation>
    </message>
    <message>
        <source>boosted cross-entropy alone</source>
        <translation>只用增强交叉熵</translation>
    </message>
    <message>
        <source>Interval bounds (IBP)</source>
        <translation>区间界（IBP）</translation>
    </message>
    <message>
        <source>Trains the worst case that intervals allow: what comes out can be certified.</source>
        <translation>训练区间所允许的最坏情况：所得结果可以认证。</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Weight of the clean images once epsilon has its full size; the rest is the worst case. It falls from 1 as epsilon grows.</source>
        <translation>epsilon 达到全值后干净图像的权重；其余为最坏情况。它随 epsilon 增长从 1 下降。</translation>
    </message>
    <message>
        <source>worst case alone</source>
        <translation>只有最坏情况</translation>
    </message>
    <message>
        <source>Training epsilon</source>
        <translation>训练 epsilon</translation>
    </message>
    <message>
        <source>Size of the box in training, as a multiple of the epsilon that is measured: a little more than 1 certifies more.</source>
        <translation>训练时盒子的大小，以测量所用 epsilon 的倍数计：略大于 1 能认证更多。</translation>
    </message>
    <message>
        <source>clean images only</source>
        <translation>只有干净图像</translation>
    </message>
    <message>
        <source>CROWN-IBP</source>
        <translation>CROWN-IBP</translation>
    </message>
    <message>
        <source>MLP 128</source>
        <translation>MLP 128</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Small CNN</source>
        <translation>小型 CNN</translation>
    </message>
    <message>
        <source>LeNet-5</source>
        <translation>LeNet-5</translation>
    </message>
    <message>
        <source>Madry CNN</source>
        <translation>Madry CNN</translation>
    </message>
    <message>
        <source>TRADES CNN</source>
        <translation>TRADES CNN</translation>
    </message>
    <message>
        <source>Textbook</source>
        <translation>教科书</translation>
    </message>
    <message>
        <source>The exercise of every course: one hidden layer, five epochs, then clean and attacked test digits side by side.</source>
        <translation>每门课都有的练习：一个隐藏层，五轮，然后并排比较干净与受攻击的测试数字。</translation>
    </message>
    <message>
        <source>A small convolutional network on clean images: the easily fooled one.</source>
        <translation>在干净图像上训练的小型卷积网络：容易被骗的那个。</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Adversarial training with one step from a random start.</source>
        <translation>从随机起点走一步的对抗训练。</translation>
    </message>
    <message>
        <source>PGD, small</source>
        <translation>PGD，小型</translation>
    </message>
    <message>
        <source>Adversarial training with PGD on the small network: a robust one.</source>
        <translation>在小型网络上用 PGD 进行的对抗训练：一个鲁棒的网络。</translation>
    </message>
    <message>
        <source>Augmented</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>As Standard, on digits that are moved, turned, scaled and bent anew each time they are seen.</source>
        <translation>与“标准”相同，但数字每次出现都会重新移动、转动、缩放和弯曲。</translation>
    </message>
    <message>
        <source>N-FGSM</source>
        <translation>N-FGSM</translation>
    </message>
    <message>
        <source>One step from noise that is not cut to the ball: as cheap as Fast, and harder to make collapse.</source>
        <translation>从不裁剪到球内的噪声走一步：与“快速”一样省，且更不易崩溃。</translation>
    </message>
    <message>
        <source>The classic on its own network: forty steps inside each step of training. Hours on a few cores; the paper ran 84 epochs in batches of 50.</source>
        <translation>在其原有网络上的经典方法：每个训练步内走四十步。少数几个核心上需数小时；论文训练了 84 轮，每批 50 张。</translation>
    </message>
    <message>
        <source>Weighs accuracy on clean digits against predictions that an attack cannot change.</source>
        <translation>在干净数字上的准确率与攻击改变不了的预测之间权衡。</translation>
    </message>
    <message>
        <source>Each batch four times in a row, with the attack from the same gradients.</source>
        <translation>每个批次连续四次，攻击取自同样的梯度。</translation>
    </message>
    <message>
        <source>IBP</source>
        <translation>IBP</translation>
    </message>
    <message>
        <source>Interval bound propagation on the small network: trained so that its answers can be proven.</source>
        <translation>在小型网络上的区间界传播：训练后其答案可以被证明。</translation>
    </message>
    <message>
        <source>As IBP, led by a tighter bound while epsilon grows.</source>
        <translation>与 IBP 相同，但在 epsilon 增长期间由更紧的界引导。</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>崩溃</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Which network is trained.</source>
        <translation>训练哪个网络。</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>训练目标</translation>
    </message>
    <message>
        <source>What the network is trained on.</source>
        <translation>网络在什么上训练。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often every training image is seen.</source>
        <translation>每张训练图像被看多少次。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Images for one change of the weights.</source>
        <translation>每次改变权重所用的图像数。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How a gradient becomes a change of the weights.</source>
        <translation>梯度如何变成权重的改变。</translation>
    </message>
    <message>
        <source>adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>sgd</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Size of the changes; the schedule starts from or peaks at it.</source>
        <translation>改变的大小；调度从它开始或以它为峰值。</translation>
    </message>
    <message>
        <source>SGD only (Nesterov): how much of the last change is kept.</source>
        <translation>仅用于 SGD（Nesterov）：保留多少上一次的改变。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls the weights towards zero (added to the gradient).</source>
        <translation>把权重拉向零（加到梯度上）。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate changes: step is x 0.1 at 60 % and 85 %; cyclic rises to 40 % of the run and falls to 0.</source>
        <translation>学习率如何变化：阶梯在 60 % 和 85 % 处乘以 0.1；循环在前 40 % 上升，之后降到 0。</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>cyclic</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Size of the attack in training and in the checks on held-out images.</source>
        <translation>训练中以及在留出图像上检验时攻击的大小。</translation>
    </message>
    <message>
        <source>Epsilon ramp</source>
        <translation>Epsilon 渐增</translation>
    </message>
    <message>
        <source>Part of the run over which epsilon grows from 0.</source>
        <translation>epsilon 从 0 开始增长所占的训练比例。</translation>
    </message>
    <message>
        <source>full size at once</source>
        <translation>立即取全值</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>Only the first so many.</source>
        <translation>只用前面这么多张。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Held-out images</source>
        <translation>留出图像</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides every random number of the run.</source>
        <translation>决定本次训练的每一个随机数。</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>How the weights are drawn: uniform as PyTorch does, or ibp, which suits interval bounds.</source>
        <translation>如何抽取权重：像 PyTorch 那样均匀抽取，或用适合区间界的 ibp。</translation>
    </message>
    <message>
        <source>ibp</source>
        <translation>IBP</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>This share of each label is spread over all classes.</source>
        <translation>每个标签的这一比例分摊到所有类别。</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>What is measured and kept is an average of the weights over the steps (EMA); this much of it stays in each step.</source>
        <translation>测量和保留的是各步权重的平均（EMA）；每一步保留其中的这一比例。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>A longer gradient of the weights is cut to this length.</source>
        <translation>更长的权重梯度会被裁剪到这个长度。</translation>
    </message>
    <message>
        <source>Gradient penalty</source>
        <translation>梯度惩罚</translation>
    </message>
    <message>
        <source>Weight of the squared input gradient of the clean loss.</source>
        <translation>干净损失的输入梯度平方的权重。</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Ends after so many epochs without a better PGD accuracy on held-out images, and keeps the best epoch.</source>
        <translation>若这么多轮内留出图像上的 PGD 准确率没有提高就结束，并保留最好的轮次。</translation>
    </message>
    <message>
        <source>Random shift</source>
        <translation>随机平移</translation>
    </message>
    <message>
        <source>Training images are moved by up to so many pixels along each axis.</source>
        <translation>训练图像沿每个轴最多移动这么多像素。</translation>
    </message>
    <message>
        <source>Random rotation</source>
        <translation>随机旋转</translation>
    </message>
    <message>
        <source>Training images are turned by up to so many degrees.</source>
        <translation>训练图像最多转动这么多度。</translation>
    </message>
    <message>
        <source>Random scale</source>
        <translation>随机缩放</translation>
    </message>
    <message>
        <source>Training images are made larger or smaller by up to this share.</source>
        <translation>训练图像最多放大或缩小这一比例。</translation>
    </message>
    <message>
        <source>Elastic bending</source>
        <translation>弹性弯曲</translation>
    </message>
    <message>
        <source>Training images are bent like a sheet of rubber, by so many pixels on average.</source>
        <translation>训练图像像橡皮一样弯曲，平均这么多像素。</translation>
    </message>
    <message>
        <source>Pixel noise</source>
        <translation>像素噪声</translation>
    </message>
    <message>
        <source>Deviation of Gaussian noise on every pixel of the training images.</source>
        <translation>训练图像每个像素上高斯噪声的标准差。</translation>
    </message>
    <message>
        <source>Cutout</source>
        <translation>Cutout</translation>
    </message>
    <message>
        <source>Side of a black square that hides a part of each training image.</source>
        <translation>遮住每张训练图像一部分的黑色方块的边长。</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>鲁棒</translation>
    </message>
    <message>
        <source>MNIST sample</source>
        <translation>MNIST 样本</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>T-shirt/top</source>
        <translation>T 恤/上衣</translation>
    </message>
    <message>
        <source>Trouser</source>
        <translation>裤子</translation>
    </message>
    <message>
        <source>Pullover</source>
        <translation>套头衫</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>连衣裙</translation>
    </message>
    <message>
        <source>Coat</source>
        <translation>外套</translation>
    </message>
    <message>
        <source>Sandal</source>
        <translation>凉鞋</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>衬衫</translation>
    </message>
    <message>
        <source>Sneaker</source>
        <translation>运动鞋</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>包</translation>
    </message>
    <message>
        <source>Ankle boot</source>
        <translation>短靴</translation>
    </message>
    <message>
        <source>%1 is not on this computer. %2</source>
        <translation>%1 不在这台计算机上。%2</translation>
    </message>
    <message>
        <source>There is no data set &quot;%1&quot; to fetch. The names are mnist and fashion-mnist.</source>
        <translation>没有可获取的数据集“%1”。可用名称为 mnist 和 fashion-mnist。</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;; allowed is %3. Choose one of these values.</source>
        <translation>%1 为“%2”；允许的是 %3。请从中选择。</translation>
    </message>
    <message>
        <source>The parameter %1 was not filled in.</source>
        <translation>参数 %1 未填写。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number; write for example 0.1 or 8/255.</source>
        <translation>“%1”不是数；请写成例如 0.1 或 8/255。</translation>
    </message>
    <message>
        <source>There is no parameter &quot;%1&quot; here; known are: %2.</source>
        <translation>这里没有参数“%1”；已知的有：%2。</translation>
    </message>
    <message>
        <source>There is no attack &quot;%1&quot;; known are %2.</source>
        <translation>没有攻击“%1”；已知的有 %2。</translation>
    </message>
    <message>
        <source>The universal perturbation was not made before it was used.</source>
        <translation>通用扰动在制作之前就被使用了。</translation>
    </message>
    <message>
        <source>%1 could not be decompressed: there is not enough memory.</source>
        <translation>无法解压 %1：内存不足。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>它过早结束</translation>
    </message>
    <message>
        <source>unexpected end of the deflate stream</source>
        <translation>deflate 数据流意外结束</translation>
    </message>
    <message>
        <source>its content does not add up</source>
        <translation>其内容校验不符</translation>
    </message>
    <message>
        <source>%1 is a damaged gzip file: %2. Download or copy it again.</source>
        <translation>%1 是损坏的 gzip 文件：%2。请重新下载或复制。</translation>
    </message>
    <message>
        <source>The slice in &quot;%1&quot; holds no image: its end must be greater than its beginning.</source>
        <translation>“%1”中的切片不含图像：结尾必须大于开头。</translation>
    </message>
    <message>
        <source>The slice in &quot;%1&quot; goes beyond the end: %2 has %3 images.</source>
        <translation>“%1”中的切片超出末尾：%2 有 %3 张图像。</translation>
    </message>
    <message>
        <source>%1 holds %2 images, but %3 %4 labels. They do not belong together.</source>
        <translation>%1 含 %2 张图像，但 %3 含 %4 个标签。二者不属于一组。</translation>
    </message>
    <message>
        <source>%1 (%2) is not on this computer. %3 Until then there is the built-in &quot;sample&quot;.</source>
        <translation>%1（%2）不在这台计算机上。%3在此之前可使用内置的“sample”。</translation>
    </message>
    <message>
        <source>%1 is neither an IDX nor a NPY file nor a picture (PNG, JPEG, BMP, PGM). Save images with numpy.save(), or choose another file.</source>
        <translation>%1 既不是 IDX 或 NPY 文件，也不是图片（PNG、JPEG、BMP、PGM）。请用 numpy.save() 保存图像，或选择其他文件。</translation>
    </message>
    <message>
        <source>The label %1 of %2 is no class; choose one from 0 to %3.</source>
        <translation>%2 的标签 %1 不是类别；请从 0 到 %3 中选择。</translation>
    </message>
    <message>
        <source>There is no data set, file or folder &quot;%1&quot;. The names are %2; images and labels are written images.npy:labels.npy.</source>
        <translation>没有名为“%1”的数据集、文件或文件夹。可用名称为 %2；图像和标签写作 images.npy:labels.npy。</translation>
    </message>
    <message>
        <source>%1 has no training and test parts. Leave out &quot;:%2&quot;.</source>
        <translation>%1 没有训练和测试部分。请去掉“:%2”。</translation>
    </message>
    <message>
        <source>%1 is a folder with neither IDX files of the names that MNIST has (train-images-idx3-ubyte, ...) nor subfolders of pictures, one for each class. Choose another folder.</source>
        <translation>文件夹 %1 中既没有 MNIST 那样命名的 IDX 文件（train-images-idx3-ubyte……），也没有按类别分的图片子文件夹。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; ends in a slice that cannot be read. Write [first:behind the last] with whole numbers, for example [0:1000].</source>
        <translation>“%1”末尾的切片无法读取。请用整数写成 [起点:终点之后]，例如 [0:1000]。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no data set. Write for example sample, mnist:test or images.npy:labels.npy.</source>
        <translation>“%1”没有指明数据集。请写成例如 sample、mnist:test 或 images.npy:labels.npy。</translation>
    </message>
    <message>
        <source>The built-in file %1 does not exist.</source>
        <translation>内置文件 %1 不存在。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Free some space or choose another place.</source>
        <translation>无法写入 %1：%2。请腾出空间或选择其他位置。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the name and the folder.</source>
        <translation>%1 不存在。请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>SHA-256 is not available in this OpenSSL library.</source>
        <translation>此 OpenSSL 库不提供 SHA-256。</translation>
    </message>
    <message>
        <source>SHA-256 could not be computed by this OpenSSL library.</source>
        <translation>此 OpenSSL 库无法计算 SHA-256。</translation>
    </message>
    <message>
        <source>%1 is a folder; a file is needed here.</source>
        <translation>%1 是文件夹；这里需要文件。</translation>
    </message>
    <message>
        <source>%1 is not a regular file. Copy its content to a file first.</source>
        <translation>%1 不是普通文件。请先将其内容复制到文件中。</translation>
    </message>
    <message>
        <source>%1 has %2; files up to %3 can be opened here.</source>
        <translation>%1 有 %2；这里可打开的文件最大为 %3。</translation>
    </message>
    <message>
        <source>The folder %1 could not be made: %2.</source>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>%1 ends within its header. Download or copy it again.</source>
        <translation>%1 在文件头内就结束了。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is empty. Download or copy it again.</source>
        <translation>%1 是空的。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is not an IDX file: it begins with %2, an IDX file with 00 00 08.</source>
        <translation>%1 不是 IDX 文件：它以 %2 开头，而 IDX 文件以 00 00 08 开头。</translation>
    </message>
    <message>
        <source>%1 is an IDX file with values of type 0x%2; only bytes (type 0x08) can be read. Convert it to bytes.</source>
        <translation>%1 是值类型为 0x%2 的 IDX 文件；只能读取字节（类型 0x08）。请转换为字节。</translation>
    </message>
    <message>
        <source>%1 is an IDX file with %2 dimensions; %3</source>
        <translation>%1 是 %2 维的 IDX 文件；%3</translation>
    </message>
    <message>
        <source>%1 says that it holds %2, but only %3 bytes follow its header. Download or copy it again.</source>
        <translation>%1 声称含 %2，但文件头之后只有 %3 字节。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 says that it holds no %2. Choose another file.</source>
        <translation>%1 声称不含%2。请选择其他文件。</translation>
    </message>
    <message>
        <source>%1 says that it holds %2; up to %3 can be opened.</source>
        <translation>%1 声称含 %2；最多可打开 %3。</translation>
    </message>
    <message>
        <source>%1 says that it holds %2, but goes on after them. Download or copy it again.</source>
        <translation>%1 声称含 %2，但其后还有内容。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 holds images of %2 x %3 pixels; only 28 x 28 can be used.</source>
        <translation>%1 含 %2 x %3 像素的图像；只能使用 28 x 28。</translation>
    </message>
    <message>
        <source>%1 has the label %2 at position %3; the %4 classes have the labels 0 to %5.</source>
        <translation>%1 在位置 %3 处的标签为 %2；%4 个类别的标签为 0 到 %5。</translation>
    </message>
    <message>
        <source>%1 has %2 subfolders with files; up to 256 classes can be told apart. Choose the folder of a data set.</source>
        <translation>%1 有 %2 个含文件的子文件夹；最多能区分 256 个类别。请选择数据集所在的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds %2 pictures; up to %3 can be opened.</source>
        <translation>%1 含 %2 张图片；最多可打开 %3 张。</translation>
    </message>
    <message>
        <source>Install the Debian package %1, or run %2.</source>
        <translation>请安装 Debian 软件包 %1，或运行 %2。</translation>
    </message>
    <message>
        <source>There is no place for data sets: neither XDG_DATA_HOME nor HOME is set to a folder. Set one of them.</source>
        <translation>没有存放数据集的位置：XDG_DATA_HOME 和 HOME 都未设为文件夹。请设置其中之一。</translation>
    </message>
    <message>
        <source>%1 holds no %2: its shape is %3.</source>
        <translation>%1 不含%2：其形状为 %3。</translation>
    </message>
    <message>
        <source>%1 says that it holds %2 (%3 bytes), but %4 bytes follow its header. Save it again.</source>
        <translation>%1 声称含 %2（%3 字节），但文件头之后有 %4 字节。请重新保存。</translation>
    </message>
    <message>
        <source>%1 is stored in Fortran order. Save it again with numpy.ascontiguousarray().</source>
        <translation>%1 按 Fortran 顺序存储。请用 numpy.ascontiguousarray() 重新保存。</translation>
    </message>
    <message>
        <source>%1 should hold %2 numbers by its header, but holds %3. Save it again.</source>
        <translation>按文件头 %1 应含 %2 个数，但实际含 %3。请重新保存。</translation>
    </message>
    <message>
        <source>%1 has a value that is not a number%2. Every pixel must be between 0 and 1.</source>
        <translation>%1 中有一个值不是数%2。每个像素必须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>%1 has the value %2; pixels must be between 0 and 1. Scale them first, or save uint8.</source>
        <translation>%1 中有值 %2；像素必须在 0 到 1 之间。请先缩放，或保存为 uint8。</translation>
    </message>
    <message>
        <source>%1 holds values of type &apos;%2&apos;; images must be float32 (&apos;&lt;f4&apos;) or uint8 (&apos;|u1&apos;). Convert them with astype(&apos;float32&apos;).</source>
        <translation>%1 的值类型为“%2”；图像必须是 float32（&apos;&lt;f4&apos;）或 uint8（&apos;|u1&apos;）。请用 astype(&apos;float32&apos;) 转换。</translation>
    </message>
    <message>
        <source>%1 has the shape %2; images must be (n, 28, 28) or (n, 1, 28, 28).</source>
        <translation>%1 的形状为 %2；图像必须是 (n, 28, 28) 或 (n, 1, 28, 28)。</translation>
    </message>
    <message>
        <source>%1 has the shape %2; labels must be (n,), one number an image.</source>
        <translation>%1 的形状为 %2；标签必须是 (n,)，每张图像一个数。</translation>
    </message>
    <message>
        <source>%1 holds values of type &apos;%2&apos;; labels must be int64, int32 or uint8. Convert them with astype(&apos;int64&apos;).</source>
        <translation>%1 的值类型为“%2”；标签必须是 int64、int32 或 uint8。请用 astype(&apos;int64&apos;) 转换。</translation>
    </message>
    <message>
        <source>%1 is a NPY file of version %2; versions 1 to 3 can be read.</source>
        <translation>%1 是版本 %2 的 NPY 文件；可读取版本 1 到 3。</translation>
    </message>
    <message>
        <source>%1 is not a NPY file. Write it with numpy.save(), which names it *.npy.</source>
        <translation>%1 不是 NPY 文件。请用 numpy.save() 写入，它会命名为 *.npy。</translation>
    </message>
    <message>
        <source>%1 says that its header has %2 bytes; up to %3 are allowed.</source>
        <translation>%1 声称文件头有 %2 字节；最多允许 %3。</translation>
    </message>
    <message>
        <source>%1 has a header that is not what numpy.save() writes. Save it again.</source>
        <translation>%1 的文件头不是 numpy.save() 写出的。请重新保存。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other programs, or use a smaller batch or fewer images.</source>
        <translation>内存不足。请关闭其他程序，或使用更小的批次、更少的图像。</translation>
    </message>
    <message>
        <source>The computation failed inside libtorch. Please report this with the details.</source>
        <translation>libtorch 内部计算失败。请附上详细信息报告此问题。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program. Please report this with the details.</source>
        <translation>程序内部出错。请附上详细信息报告此问题。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program. Please report this.</source>
        <translation>程序内部出错。请报告此问题。</translation>
    </message>
    <message>
        <source>%1 has the ending &quot;%2&quot;, but a network is written as .safetensors (or as .pt, TorchScript). Choose one of these.</source>
        <translation>%1 的后缀为“%2”，但网络要写成 .safetensors（或 .pt，即 TorchScript）。请选择其中之一。</translation>
    </message>
    <message>
        <source>epsilon is %1, but pixels run from 0 to 1. Give a number from 0 to 1.</source>
        <translation>epsilon 为 %1，但像素取值为 0 到 1。请给出 0 到 1 的数。</translation>
    </message>
    <message>
        <source>%1 is TorchScript: its layers are not known, so nothing can be certified. If it is a chain of known layers, epsilonlab models convert makes a .safetensors file of it.</source>
        <translation>%1 是 TorchScript：其各层未知，因此无法认证。如果它是由已知层组成的链，epsilonlab models convert 可将其转为 .safetensors 文件。</translation>
    </message>
    <message>
        <source>An evaluation needs at least one model, one attack and one epsilon; name them.</source>
        <translation>评估至少需要一个模型、一种攻击和一个 epsilon；请指明它们。</translation>
    </message>
    <message>
        <source>%1 has no curve over epsilon. %2 Measure it with: epsilonlab attack --attack %3.</source>
        <translation>%1 没有随 epsilon 变化的曲线。%2请用此命令测量：epsilonlab attack --attack %3。</translation>
    </message>
    <message>
        <source>%1 holds no images, so there is nothing to report on. Choose another slice.</source>
        <translation>%1 不含图像，没有可报告的内容。请选择其他切片。</translation>
    </message>
    <message>
        <source>There is no model &quot;%1&quot;: it is neither a known name (%2) nor a file. Give the path of a .safetensors file.</source>
        <translation>没有模型“%1”：它既不是已知名称（%2），也不是文件。请给出 .safetensors 文件的路径。</translation>
    </message>
    <message>
        <source>The image has label %1, but %2 knows only %3 classes. Choose another model or data set.</source>
        <translation>图像的标签为 %1，但 %2 只有 %3 个类别。请选择其他模型或数据集。</translation>
    </message>
    <message>
        <source>%1 needs a set of images to make its perturbation from, and %2 is not open. Choose a data set.</source>
        <translation>%1 需要一组图像来制作扰动，而 %2 没有打开。请选择数据集。</translation>
    </message>
    <message>
        <source>%1 cannot be swept over epsilon: it does not fill a ball around one image. Choose another attack.</source>
        <translation>%1 无法沿 epsilon 扫描：它并不填满一张图像周围的球。请选择其他攻击。</translation>
    </message>
    <message>
        <source>target is &quot;%1&quot;, but this network knows only the classes 0 to %2. Choose one of these.</source>
        <translation>target 为“%1”，但此网络只有类别 0 到 %2。请从中选择。</translation>
    </message>
    <message>
        <source>Square, which uses no gradients, broke %1 that the attacks with gradients had left. That can mean that this network&apos;s gradients mislead, or only that a different search found what these had missed; either way a stronger attack may find more. Run square with more queries and restarts, or an attack made for this network.</source>
        <translation>不使用梯度的 Square 攻破了用梯度的攻击所剩下的 %1。这可能意味着该网络的梯度有误导性，也可能只是另一种搜索找到了它们漏掉的；无论如何，更强的攻击可能找到更多。请用更多查询和重启运行 square，或使用专为该网络设计的攻击。</translation>
    </message>
    <message>
        <source>The margin loss (apgd-t) broke %1 that the cross-entropy (apgd-ce) had left, with up to nine times its steps. Attacks on the cross-entropy alone, PGD among them, may make this network look more robust than it is.</source>
        <translation>间隔损失（apgd-t）以至多九倍的步数攻破了交叉熵（apgd-ce）所剩下的 %1。只用交叉熵的攻击（包括 PGD）可能使该网络显得比实际更鲁棒。</translation>
    </message>
    <message>
        <source>Random noise of the same size fooled %1, the attack %2. An attack should do much better than noise: at this epsilon the accuracy says little about attacks.</source>
        <translation>同样大小的随机噪声骗过了 %1，攻击骗过了 %2。攻击应当比噪声强得多：在这个 epsilon 下，准确率几乎说明不了攻击的情况。</translation>
    </message>
    <message>
        <source>The network&apos;s outputs are probabilities, not logits: none is negative and each image&apos;s sum is 1. Attacks see too small gradients through them. Use the network without its softmax.</source>
        <translation>网络的输出是概率而不是 logit：没有负值，且每张图像之和为 1。攻击透过它们看到的梯度太小。请去掉网络的 softmax。</translation>
    </message>
    <message>
        <source>The DLR loss of %1 needs %2 classes and the network has %3; the margin, not divided, took its place.</source>
        <translation>%1 的 DLR 损失需要 %2 个类别，而网络有 %3 个；改用了未作除法的间隔。</translation>
    </message>
    <message>
        <source>The steps together are %1 x %2 long and cannot cross an epsilon of %3, so the accuracy looks better than it is. Use step-size 0 (automatic) or more steps.</source>
        <translation>各步合计长 %1 x %2，无法跨越 %3 的 epsilon，因此准确率看起来比实际更好。请使用 step-size 0（自动）或更多步数。</translation>
    </message>
    <message>
        <source>The gradient was exactly zero for %1 of %2, so the attack could not move there. This is not robustness: try an attack without gradients.</source>
        <translation>%2中有 %1 张的梯度恰好为零，攻击在那里无法移动。这不是鲁棒性：请尝试不用梯度的攻击。</translation>
    </message>
    <message>
        <source>%1; the interval is wide. Use 1000 or more for a comparison.</source>
        <translation>%1；区间很宽。比较时请使用 1000 张或更多。</translation>
    </message>
    <message>
        <source>%1 has no labels, so nothing can be counted as right or wrong. Give the labels as images.npy:labels.npy.</source>
        <translation>%1 没有标签，无法判断对错。请以 images.npy:labels.npy 的形式给出标签。</translation>
    </message>
    <message>
        <source>%1 has the label %2, but %3 knows only %4 classes. Choose another model or data set.</source>
        <translation>%1 含标签 %2，但 %3 只有 %4 个类别。请选择其他模型或数据集。</translation>
    </message>
    <message>
        <source>The image has %1 pixels, but 784 (28 x 28) are needed.</source>
        <translation>图像有 %1 个像素，但需要 784 个（28 x 28）。</translation>
    </message>
    <message>
        <source>There is no method &quot;%1&quot; to certify with; give ibp, crown or best.</source>
        <translation>没有认证方法“%1”；请给出 ibp、crown 或 best。</translation>
    </message>
    <message>
        <source>At epsilon %1 %2 more hold than at %3, although everything that is allowed there is allowed here too: at this size the attack misses much.</source>
        <translation>epsilon 为 %1 时守住的比 %3 时多 %2，尽管那里允许的这里也都允许：在这个大小下攻击漏掉了很多。</translation>
    </message>
    <message>
        <source>At epsilon 1 every picture is allowed, yet %1 hold. No network can do that: the attack is too weak, or the gradients mislead it.</source>
        <translation>epsilon 为 1 时任何图片都允许，却仍有 %1守住。没有网络能做到：要么攻击太弱，要么梯度误导了它。</translation>
    </message>
    <message>
        <source>%1, a single step, fools %2 more at epsilon %3. An attack of many steps should not miss these: try other steps, step sizes or restarts.</source>
        <translation>只走一步的 %1 在 epsilon %3 处多骗过 %2。多步攻击不应漏掉这些：请尝试其他步数、步长或重启次数。</translation>
    </message>
    <message>
        <source>%1, which uses no gradients, fools %2 more at epsilon %3. That can mean that this network&apos;s gradients mislead, or only that this attack is too weak here.</source>
        <translation>不用梯度的 %1 在 epsilon %3 处多骗过 %2。这可能意味着该网络的梯度有误导性，也可能只是这种攻击在此太弱。</translation>
    </message>
    <message>
        <source>%1, which climbs a difference of logits, fools %2 more at epsilon %3 than the cross-entropy does. Attacks on the cross-entropy alone may make this network look more robust than it is.</source>
        <translation>攀升 logit 之差的 %1 在 epsilon %3 处比交叉熵多骗过 %2。只用交叉熵的攻击可能使该网络显得比实际更鲁棒。</translation>
    </message>
    <message>
        <source>At epsilon %1 random noise fools %2, this attack %3. An attack should do much better than noise: this accuracy says little about attacks.</source>
        <translation>epsilon 为 %1 时随机噪声骗过 %2，本攻击骗过 %3。攻击应当比噪声强得多：这个准确率几乎说明不了攻击的情况。</translation>
    </message>
    <message>
        <source>%1 in %2 fools %3 more at epsilon %4, although all its images are allowed in %5 too: this attack misses them.</source>
        <translation>%2 范数的 %1 在 epsilon %4 处多骗过 %3，尽管它的所有图像在 %5 中也都允许：本攻击漏掉了它们。</translation>
    </message>
    <message>
        <source>This network was measured in %1 alone. One that holds in one norm may fall in another, or when the picture is turned: measure these too before calling it robust.</source>
        <translation>该网络只在 %1 中测量过。在一种范数下守住的网络，可能在另一种范数下或图片转动时失守：称其鲁棒之前，请也测量这些。</translation>
    </message>
    <message>
        <source>At epsilon %1: %2</source>
        <translation>epsilon 为 %1 时：%2</translation>
    </message>
    <message>
        <source>The perturbation was made from %1; only the others say what it does to new ones. epsilonlab attack --attack uap gives both figures.</source>
        <translation>扰动由 %1制作；只有其余图像才能说明它对新图像的作用。epsilonlab attack --attack uap 会给出两个数字。</translation>
    </message>
    <message>
        <source>%1 is a damaged picture: its content cannot be decoded. Download or copy it again.</source>
        <translation>%1 是损坏的图片：其内容无法解码。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is a damaged picture: it ends too early. Download or copy it again.</source>
        <translation>%1 是损坏的图片：它过早结束。请重新下载或复制。</translation>
    </message>
    <message>
        <source>OpenCV decoded nothing</source>
        <translation>OpenCV 没有解码出任何内容</translation>
    </message>
    <message>
        <source>it has %1 channels</source>
        <translation>它有 %1 个通道</translation>
    </message>
    <message>
        <source>the decoded size is not that of the header</source>
        <translation>解码后的尺寸与文件头不符</translation>
    </message>
    <message>
        <source>its values are neither 8 nor 16 bits</source>
        <translation>其值既不是 8 位也不是 16 位</translation>
    </message>
    <message>
        <source>%1 shows nothing that stands out from its ground. Choose a picture of a dark digit on light paper, or of a light one on black.</source>
        <translation>%1 中没有任何东西从背景中突出。请选择浅色纸上的深色数字，或黑底上的浅色数字。</translation>
    </message>
    <message>
        <source>%1 is a PGM picture with a broken header. Save it again.</source>
        <translation>%1 是文件头损坏的 PGM 图片。请重新保存。</translation>
    </message>
    <message>
        <source>%1 is a PGM picture whose white is %2; allowed is 1 to 65535. Save it again.</source>
        <translation>%1 是白色值为 %2 的 PGM 图片；允许 1 到 65535。请重新保存。</translation>
    </message>
    <message>
        <source>%1 is a damaged picture: it ends within its header. Download or copy it again.</source>
        <translation>%1 是损坏的图片：它在文件头内就结束了。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is a text file; %2Choose one of these.</source>
        <translation>%1 是文本文件；%2请选择其中之一。</translation>
    </message>
    <message>
        <source>%1 is not a picture that is known here; %2Save it as PNG.</source>
        <translation>%1 不是已知的图片；%2请另存为 PNG。</translation>
    </message>
    <message>
        <source>%1 has %2; a digit needs at least %3 x %4. Choose a larger picture.</source>
        <translation>%1 为 %2；数字至少需要 %3 x %4。请选择更大的图片。</translation>
    </message>
    <message>
        <source>%1 has %2; pictures of up to %3 megapixels can be opened. Scale it down first.</source>
        <translation>%1 为 %2；最多可打开 %3 百万像素的图片。请先缩小。</translation>
    </message>
    <message>
        <source>%1 has no &quot;type&quot;; every layer needs one, for example &quot;relu&quot;.</source>
        <translation>%1 没有“type”；每一层都需要，例如“relu”。</translation>
    </message>
    <message>
        <source>%1 is a &quot;%2&quot; layer, which is not known here; known are %3.</source>
        <translation>%1 是“%2”层，这里不认识；已知的有 %3。</translation>
    </message>
    <message>
        <source>%1 needs &quot;%2&quot; as a whole number from %3 to 1000000, but has %4.</source>
        <translation>%1 的“%2”应为 %3 到 1000000 的整数，但实际为 %4。</translation>
    </message>
    <message>
        <source>%1 needs &quot;p&quot; from 0 to below 1.</source>
        <translation>%1 的“p”应为 0 到小于 1 的数。</translation>
    </message>
    <message>
        <source>%1: the architecture must be a list of 1 to 1000 layers.</source>
        <translation>%1：网络结构必须是含 1 到 1000 层的列表。</translation>
    </message>
    <message>
        <source>There is no architecture &quot;%1&quot;; known are %2.</source>
        <translation>没有网络结构“%1”；已知的有 %2。</translation>
    </message>
    <message>
        <source>%1: the metadata entry &quot;%2&quot; is missing or not JSON. A model file needs it; the README shows how to write one.</source>
        <translation>%1：元数据条目“%2”缺失或不是 JSON。模型文件需要它；README 说明了如何写。</translation>
    </message>
    <message>
        <source>%1 is a safetensors file without the metadata &quot;format&quot;: &quot;epsilonlab-model&quot;; write it as the README shows, so that its layers are known.</source>
        <translation>%1 是没有元数据 &quot;format&quot;: &quot;epsilonlab-model&quot; 的 safetensors 文件；请按 README 所示写入，以便得知其各层。</translation>
    </message>
    <message>
        <source>%1 has format version &quot;%2&quot;, but this program reads version 1. Use a newer program.</source>
        <translation>%1 的格式版本为“%2”，但本程序读取版本 1。请使用更新的程序。</translation>
    </message>
    <message>
        <source>%1 takes inputs of shape %2, but only [1,28,28] can be shown and attacked here. Choose a network for 28 x 28 grey images.</source>
        <translation>%1 的输入形状为 %2，但这里只能显示和攻击 [1,28,28]。请选择用于 28 x 28 灰度图像的网络。</translation>
    </message>
    <message>
        <source>%1: the tensor %2 (%3) is missing. Save the whole state_dict.</source>
        <translation>%1：缺少张量 %2（%3）。请保存完整的 state_dict。</translation>
    </message>
    <message>
        <source>%1: %2 should be %3 for its architecture, but the file has %4. Save the weights together with the list of layers that they belong to.</source>
        <translation>%1：按其结构 %2 应为 %3，但文件中是 %4。请将权重与其对应的层列表一起保存。</translation>
    </message>
    <message>
        <source>%1: %2 is of type %3, but F32 is needed. Save it with .float().</source>
        <translation>%1：%2 的类型为 %3，但需要 F32。请用 .float() 保存。</translation>
    </message>
    <message>
        <source>%1: %2 holds NaN or infinite weights; the training that made it has failed. Choose an earlier checkpoint.</source>
        <translation>%1：%2 含 NaN 或无穷大的权重；产生它的训练失败了。请选择更早的检查点。</translation>
    </message>
    <message>
        <source>%1: the tensor %2 (%3) belongs to no layer of the architecture. Check the list of layers.</source>
        <translation>%1：张量 %2（%3）不属于结构中的任何一层。请检查层列表。</translation>
    </message>
    <message>
        <source>%1: &quot;classes&quot; should list %2 names, one for each logit.</source>
        <translation>%1：“classes”应列出 %2 个名称，每个 logit 一个。</translation>
    </message>
    <message>
        <source>%1 is TorchScript: not only weights but code, from whoever wrote the file. Open it only if you trust its source.</source>
        <translation>%1 是 TorchScript：不仅有权重，还有文件作者写的代码。只有信任其来源时才打开。</translation>
    </message>
    <message>
        <source>A TorchScript network cannot be trained here: its layers are not known. Choose a network with a list of layers.</source>
        <translation>TorchScript 网络不能在这里训练：其各层未知。请选择带层列表的网络。</translation>
    </message>
    <message>
        <source>%1 is a broken safetensors file: %2 Save it again or choose another file.</source>
        <translation>%1 是损坏的 safetensors 文件：%2请重新保存或选择其他文件。</translation>
    </message>
    <message>
        <source>its header is not JSON.</source>
        <translation>其文件头不是 JSON。</translation>
    </message>
    <message>
        <source>tensor %1 has no sound shape.</source>
        <translation>张量 %1 没有合理的形状。</translation>
    </message>
    <message>
        <source>tensor %1 has no sound data_offsets.</source>
        <translation>张量 %1 没有合理的 data_offsets。</translation>
    </message>
    <message>
        <source>tensor %1 ends at byte %2 of the data, before it begins at byte %3.</source>
        <translation>张量 %1 在数据的第 %2 字节结束，早于其起点第 %3 字节。</translation>
    </message>
    <message>
        <source>tensor %1 should end at byte %2 of the data, but there are only %3.</source>
        <translation>张量 %1 应在数据的第 %2 字节结束，但只有 %3 字节。</translation>
    </message>
    <message>
        <source>tensor %1 has the unknown type %2.</source>
        <translation>张量 %1 的类型 %2 未知。</translation>
    </message>
    <message>
        <source>tensor %1 is larger than a terabyte.</source>
        <translation>张量 %1 超过 1 TB。</translation>
    </message>
    <message>
        <source>tensor %1 needs %2 bytes for its shape, but has %3.</source>
        <translation>张量 %1 的形状需要 %2 字节，但只有 %3 字节。</translation>
    </message>
    <message>
        <source>tensor %1 starts at byte %2 instead of %3.</source>
        <translation>张量 %1 从第 %2 字节开始，而不是第 %3 字节。</translation>
    </message>
    <message>
        <source>its tensors end at byte %1 of %2.</source>
        <translation>其张量在第 %1 字节结束，共 %2 字节。</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file; choose a model saved as .safetensors.</source>
        <translation>%1 不是 safetensors 文件；请选择保存为 .safetensors 的模型。</translation>
    </message>
    <message>
        <source>its header claims %1 bytes; at most 1048576 are read.</source>
        <translation>其文件头声称有 %1 字节；最多读取 1048576 字节。</translation>
    </message>
    <message>
        <source>its header claims %1 bytes, but the file ends after %2.</source>
        <translation>其文件头声称有 %1 字节，但文件在 %2 字节后结束。</translation>
    </message>
    <message>
        <source>the entry %1 is not an object.</source>
        <translation>条目 %1 不是对象。</translation>
    </message>
    <message>
        <source>%1 calls the operator %2, which is not one of those that only compute with tensors. It was not run. Save the network without it.</source>
        <translation>%1 调用了运算符 %2，它不属于只对张量做计算的运算符。没有运行它。请去掉它再保存网络。</translation>
    </message>
    <message>
        <source>%1 cannot be written as a list of layers: %2 %3. Keep it as TorchScript.</source>
        <translation>%1 不能写成层列表：%2 %3。请保持为 TorchScript。</translation>
    </message>
    <message>
        <source>has fewer inputs than expected</source>
        <translation>的输入比预期少</translation>
    </message>
    <message>
        <source>takes a number or tensor that depends on the image</source>
        <translation>接受依赖于图像的数或张量</translation>
    </message>
    <message>
        <source>has different sizes along rows and columns</source>
        <translation>沿行和列的尺寸不同</translation>
    </message>
    <message>
        <source>uses %1, which no layer here has</source>
        <translation>使用了 %1，这里没有任何层支持</translation>
    </message>
    <message>
        <source>has no layer</source>
        <translation>没有对应的层</translation>
    </message>
    <message>
        <source>%1 cannot be written as a list of layers: read as one, its logits differ by up to %2. Keep it as TorchScript.</source>
        <translation>%1 不能写成层列表：按层列表读取时，其 logit 最多相差 %2。请保持为 TorchScript。</translation>
    </message>
    <message>
        <source>needs an image, but a flatten layer came before it; move it before the flatten layer.</source>
        <translation>需要图像，但之前已有 flatten 层；请把它移到 flatten 层之前。</translation>
    </message>
    <message>
        <source>has a kernel of %1, but its input is only %2 x %3.</source>
        <translation>的卷积核为 %1，但输入只有 %2 x %3。</translation>
    </message>
    <message>
        <source>expects %1 %2, but the layer before gives %3.</source>
        <translation>需要 %1 个%2，但前一层给出 %3 个。</translation>
    </message>
    <message>
        <source>is linear, but its input is still an image; put a flatten layer before it.</source>
        <translation>是线性层，但其输入仍是图像；请在其前面放一个 flatten 层。</translation>
    </message>
    <message>
        <source>gives more than 50 million numbers for one image; that is too large to run here.</source>
        <translation>为一张图像给出超过 5000 万个数；太大，无法在此运行。</translation>
    </message>
    <message>
        <source>%1: the last layer gives %2 x %3 x %4; a classifier needs a flat vector of 2 to 1000 logits there.</source>
        <translation>%1：最后一层给出 %2 x %3 x %4；分类器在此需要 2 到 1000 个 logit 的一维向量。</translation>
    </message>
    <message>
        <source>Save it with torch.jit.script(network.eval()).save(&quot;network.pt&quot;).</source>
        <translation>请用 torch.jit.script(network.eval()).save(&quot;network.pt&quot;) 保存。</translation>
    </message>
    <message>
        <source>%1 runs code while it is being opened (%2 in %3). It was not opened. %4</source>
        <translation>%1 在打开时会运行代码（%3 中的 %2）。没有打开它。%4</translation>
    </message>
    <message>
        <source>%1 was written by torch.save and holds no network that can run here, only weights or Python objects. %2</source>
        <translation>%1 由 torch.save 写成，不含能在这里运行的网络，只有权重或 Python 对象。%2</translation>
    </message>
    <message>
        <source>%1: %2 is of type %3, but Float is needed. Save it with .float().</source>
        <translation>%1：%2 的类型为 %3，但需要 Float。请用 .float() 保存。</translation>
    </message>
    <message>
        <source>%1 changes its own weights or counters while it runs (%2), so the same image could give two answers. Save it in evaluation mode.</source>
        <translation>%1 在运行时会改变自己的权重或计数器（%2），同一图像可能得到两个答案。请以评估模式保存。</translation>
    </message>
    <message>
        <source>%1 cannot be made constant, which sharing it between threads needs.</source>
        <translation>%1 无法设为常量，而在线程间共享需要这样。</translation>
    </message>
    <message>
        <source>%1 N x 1 x 28 x 28, the grey images that can be shown and attacked here. Choose a network for 28 x 28 grey images.</source>
        <translation>%1 N x 1 x 28 x 28，即这里能显示和攻击的灰度图像。请选择用于 28 x 28 灰度图像的网络。</translation>
    </message>
    <message>
        <source>%1 gives %2 for 3 images, but 3 x K logits with K from 2 to 1000 are needed. Choose a classifier.</source>
        <translation>%1 对 3 张图像给出 %2，但需要 3 x K 个 logit，K 为 2 到 1000。请选择分类器。</translation>
    </message>
    <message>
        <source>%1 gives NaN, infinite or %2 logits for a random image, but finite Float ones are needed.</source>
        <translation>%1 对随机图像给出 NaN、无穷大或 %2 的 logit，但需要有限的 Float 值。</translation>
    </message>
    <message>
        <source>%1 gives two answers for the same images; it draws random numbers. Save it in evaluation mode.</source>
        <translation>%1 对相同图像给出两个答案；它会抽取随机数。请以评估模式保存。</translation>
    </message>
    <message>
        <source>%1 answers differently for an image alone and among others; its batch norm may be in training mode. Save it in evaluation mode.</source>
        <translation>%1 对单独一张图像和一组中的该图像给出不同答案；其批归一化可能处于训练模式。请以评估模式保存。</translation>
    </message>
    <message>
        <source>%1 is not a whole TorchScript file; it cannot be read to its end. %2</source>
        <translation>%1 不是完整的 TorchScript 文件；无法读到末尾。%2</translation>
    </message>
    <message>
        <source>%1 has no function forward, so it is no network. %2</source>
        <translation>%1 没有 forward 函数，因此不是网络。%2</translation>
    </message>
    <message>
        <source>words are needed</source>
        <translation>需要文字</translation>
    </message>
    <message>
        <source>a number is needed</source>
        <translation>需要一个数</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 is needed</source>
        <translation>需要 %1 到 %2 的整数</translation>
    </message>
    <message>
        <source>an object is needed</source>
        <translation>需要一个对象</translation>
    </message>
    <message>
        <source>%1 is no session of EpsilonLab: it does not say &quot;format&quot;: &quot;epsilonlab-session&quot;. Choose a file that was saved with File &gt; Save session.</source>
        <translation>%1 不是 EpsilonLab 的会话：其中没有 &quot;format&quot;: &quot;epsilonlab-session&quot;。请选择用“文件 &gt; 保存会话”保存的文件。</translation>
    </message>
    <message>
        <source>There is no objective &quot;%1&quot;; known are %2.</source>
        <translation>没有训练目标“%1”；已知的有 %2。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is %3, but a number, a word or true/false is needed.</source>
        <translation>%1：“%2”是 %3，但需要一个数、一个词或 true/false。</translation>
    </message>
    <message>
        <source>%1 is not a recipe: it is not a JSON object like {&quot;values&quot;: {&quot;epochs&quot;: 5}}.</source>
        <translation>%1 不是配方：它不是形如 {&quot;values&quot;: {&quot;epochs&quot;: 5}} 的 JSON 对象。</translation>
    </message>
    <message>
        <source>%1: &quot;values&quot; must be an object of parameters.</source>
        <translation>%1：“values”必须是参数对象。</translation>
    </message>
    <message>
        <source>There is no recipe &quot;%1&quot;; known are %2, or give a .json file.</source>
        <translation>没有配方“%1”；已知的有 %2，也可给出 .json 文件。</translation>
    </message>
    <message>
        <source>%1 holds a run already. Resume it with --resume, or choose another folder.</source>
        <translation>%1 中已有一次训练。请用 --resume 继续它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The run %1 is being written by another program. Stop that one first.</source>
        <translation>训练 %1 正由另一个程序写入。请先停止那个程序。</translation>
    </message>
    <message>
        <source>%1 The training goes on, but nothing of it is written.</source>
        <translation>%1训练会继续，但不会写入任何内容。</translation>
    </message>
    <message>
        <source>%1 The training goes on; writing is tried again at every checkpoint and at the end.</source>
        <translation>%1训练会继续；在每个检查点和结束时会再次尝试写入。</translation>
    </message>
    <message>
        <source>%1 cannot be written; the disk may be full.</source>
        <translation>无法写入 %1；磁盘可能已满。</translation>
    </message>
    <message>
        <source>The run folder %1 can be written again. Its curves are whole; checkpoints of the time between are missing.</source>
        <translation>训练文件夹 %1 又可以写入了。曲线完整；期间的检查点缺失。</translation>
    </message>
    <message>
        <source>%1 is no run folder: it holds no recipe.json. Choose a folder that a training wrote.</source>
        <translation>%1 不是训练文件夹：其中没有 recipe.json。请选择训练写出的文件夹。</translation>
    </message>
    <message>
        <source>%1 are test images: a network trained on them could not be judged by them. Give the training part: NAME:train.</source>
        <translation>%1 是测试图像：在其上训练的网络无法再用它来评判。请给出训练部分：NAME:train。</translation>
    </message>
    <message>
        <source>Early stopping looks at held-out images, but there are none. Set validation to 1000, or early-stopping to 0.</source>
        <translation>早停要看留出图像，但没有留出图像。请将 validation 设为 1000，或将 early-stopping 设为 0。</translation>
    </message>
    <message>
        <source>The run went on from what was saved here.</source>
        <translation>训练从此处保存的状态继续。</translation>
    </message>
    <message>
        <source>Epoch %1 was kept.</source>
        <translation>已保留第 %1 轮。</translation>
    </message>
    <message>
        <source>The learning rate was set to %1.</source>
        <translation>学习率已设为 %1。</translation>
    </message>
    <message>
        <source>The network is trained and kept, but it was not measured on test images: %1</source>
        <translation>网络已训练并保留，但没有在测试图像上测量：%1</translation>
    </message>
    <message>
        <source>The run is finished.</source>
        <translation>训练已完成。</translation>
    </message>
    <message>
        <source>The run was stopped; what it had learned was kept.</source>
        <translation>训练已停止；已学到的内容已保留。</translation>
    </message>
    <message>
        <source>There are no images left to train on. Choose more training images or fewer held-out ones.</source>
        <translation>没有剩下可供训练的图像。请选择更多训练图像或更少留出图像。</translation>
    </message>
    <message>
        <source>PGD-10 accuracy fell from %1 (epoch %2) to %3</source>
        <translation>PGD-10 准确率从 %1（第 %2 轮）降到 %3</translation>
    </message>
    <message>
        <source>Of the last %1 images %2 were read as class %3, and %4 of all rightly: the network does not look at its input. Start again with a smaller learning rate%5</source>
        <translation>最近 %1 张图像中有 %2 被读作类别 %3，总共 %4 正确：网络没有看它的输入。请用更小的学习率重新开始%5</translation>
    </message>
    <message>
        <source>The loss stays at %1, that of guessing among %2 classes: nothing is learned. %3</source>
        <translation>损失停在 %1，即在 %2 个类别中猜测的水平：什么也没学到。%3</translation>
    </message>
    <message>
        <source>Every gradient before the last layer is exactly 0: its ReLUs are off for all images, and nothing there can learn any more. Start again with a smaller learning rate or with gradient clipping (clip-gradient 1).</source>
        <translation>最后一层之前的所有梯度都恰好为 0：其 ReLU 对所有图像都关闭，再也学不到东西。请用更小的学习率或梯度裁剪（clip-gradient 1）重新开始。</translation>
    </message>
    <message>
        <source>Under FGSM %1 are read right, under PGD-10 only %2</source>
        <translation>FGSM 下 %1 读对，PGD-10 下只有 %2</translation>
    </message>
    <message>
        <source>%1 while that under FGSM is %2</source>
        <translation>%1，而 FGSM 下的为 %2</translation>
    </message>
    <message>
        <source>%1 while that on attacked training images rose to %2: it learns these images by heart. Train with early-stopping 2, with more images, or with augmentation (augment-shift 2).</source>
        <translation>%1，而受攻击训练图像上的准确率升到 %2：它在死记这些图像。请用 early-stopping 2、更多图像或数据增强（augment-shift 2）训练。</translation>
    </message>
    <message>
        <source>%1 does not fit this recipe: &quot;%2&quot; should hold %3 numbers. Resume with the recipe that began the run.</source>
        <translation>%1 与此配方不符：“%2”应含 %3 个数。请用开始这次训练的配方继续。</translation>
    </message>
    <message>
        <source>The accuracy curve cannot be drawn: a curve has no measured point. Let the evaluation finish at least one part.</source>
        <translation>无法绘制准确率曲线：有一条曲线没有测量点。请让评估至少完成一部分。</translation>
    </message>
    <message>
        <source>The examples figure cannot be drawn: %1. Run the report again; if it stays, report this as a fault.</source>
        <translation>无法绘制示例图：%1。请重新生成报告；如果仍然如此，请报告此故障。</translation>
    </message>
    <message>
        <source>there is no attacked image</source>
        <translation>没有受攻击的图像</translation>
    </message>
    <message>
        <source>the result is a quick preview, not the attack that was asked for</source>
        <translation>结果是快速预览，而不是所要求的攻击</translation>
    </message>
    <message>
        <source>the result of %1 is incomplete</source>
        <translation>%1 的结果不完整</translation>
    </message>
    <message>
        <source>The figure &quot;%1&quot; has nothing to show. Please report this as a fault.</source>
        <translation>图“%1”没有内容可显示。请报告此故障。</translation>
    </message>
    <message>
        <source>The figures of the report and the places for them in its text differ, so it was not written. Please report this as a fault.</source>
        <translation>报告中的图与正文中的位置不一致，因此没有写出报告。请报告此故障。</translation>
    </message>
    <message>
        <source>The report has no place for the figure &quot;%1&quot;, so it was not written. Please report this as a fault.</source>
        <translation>报告中没有图“%1”的位置，因此没有写出报告。请报告此故障。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no ending that says which kind of report to write; use .html, .pdf or .md.</source>
        <translation>“%1”没有表明报告种类的后缀；请使用 .html、.pdf 或 .md。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could not be written (%2). Choose another place, or make room, and save again.</source>
        <translation>无法写入“%1”（%2）。请选择其他位置或腾出空间，然后重新保存。</translation>
    </message>
    <message>
        <source>The picture could not be turned into PNG. Please report this as a fault.</source>
        <translation>无法将图片转为 PNG。请报告此故障。</translation>
    </message>
    <message>
        <source>Start of the random numbers: the same seed gives the same picture.</source>
        <translation>随机数的起点：同样的种子给出同样的图片。</translation>
    </message>
    <message>
        <source>a pixel is %1, but numbers from 0 to %2 are needed.</source>
        <translation>有一个像素为 %1，但需要 0 到 %2 的数。</translation>
    </message>
    <message>
        <source>it has format_version %1, but this program knows versions up to 1. Open it with a newer EpsilonLab.</source>
        <translation>其 format_version 为 %1，但本程序只认识到版本 1。请用更新的 EpsilonLab 打开。</translation>
    </message>
    <message>
        <source>a number from 0 to 784 is needed</source>
        <translation>需要 0 到 784 的数</translation>
    </message>
    <message>
        <source>%1 is a text file; PNG, JPEG, BMP and PGM pictures can be opened. Choose one of these.</source>
        <translation>%1 是文本文件；可以打开 PNG、JPEG、BMP 和 PGM 图片。请选择其中之一。</translation>
    </message>
    <message>
        <source>%1 is not a picture that is known here; PNG, JPEG, BMP and PGM pictures can be opened. Save it as PNG.</source>
        <translation>%1 不是已知的图片；可以打开 PNG、JPEG、BMP 和 PGM 图片。请另存为 PNG。</translation>
    </message>
    <message>
        <source>a number from %1 to %2 for norm %3</source>
        <translation>%1 到 %2 的数（%3 范数）</translation>
    </message>
    <message>
        <source>a number from %1 to %2 for norm %3, %4 to %5 for norm %6</source>
        <translation>%1 到 %2 的数（%3 范数），%4 到 %5（%6 范数）</translation>
    </message>
    <message>
        <source>a number from %1 to %2 for norm %3, %4 to %5 for norm %6, %7 to %8 for norm %9</source>
        <translation>%1 到 %2 的数（%3 范数），%4 到 %5（%6 范数），%7 到 %8（%9 范数）</translation>
    </message>
    <message>
        <source>true or false is needed</source>
        <translation>需要 true 或 false</translation>
    </message>
    <message>
        <source>Gated CNN</source>
        <translation>带门控的 CNN</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>可认证</translation>
    </message>
    <message>
        <source>Two minutes</source>
        <translation>两分钟</translation>
    </message>
    <message>
        <source>From nothing to above 90 % under PGD at 0.3 in less than two minutes on two cores: three large steps, epsilon grown over half the run.</source>
        <translation>双核上不到两分钟，从零训练到在 0.3 的 PGD 下超过 90 %：三个大步，ε 在前一半训练中逐渐增大。</translation>
    </message>
    <message>
        <source>Interval bounds on a network behind a gate of grey: most digits proven at 0.3 in a quarter of an hour. Attacks say too little about it: certify it.</source>
        <translation>对灰度门控之后的网络使用区间界：一刻钟内大多数数字在 0.3 处得到证明。攻击对它说明不了太多：请用认证。</translation>
    </message>
    <message>
        <source>The bars cannot be drawn: the network has no values for them. Please report this as a fault.</source>
        <translation>无法绘制条形图：网络没有相应的数值。请报告此错误。</translation>
    </message>
    <message>
        <source>The figure could not be turned into PNG: there is too little memory. Save it smaller, or as SVG.</source>
        <translation>无法将图转换为 PNG：内存不足。请保存得小一些，或存为 SVG。</translation>
    </message>
    <message>
        <source>What the networks read at every epsilon is not computed yet. Wait until the ribbon is filled.</source>
        <translation>各个 ε 下网络的读数尚未算完。请等色带填满。</translation>
    </message>
    <message>
        <source>%1 could not be read whole (%2 MiB; figures have up to 256). Take another copy of it.</source>
        <translation>无法完整读取 %1（%2 MiB；图最多 256）。请换一份副本。</translation>
    </message>
    <message>
        <source>The SVG has no place for its session. Please report this as a fault.</source>
        <translation>SVG 中没有放置会话的位置。请报告此错误。</translation>
    </message>
    <message>
        <source>%1: the session in it is cut off, so the file is damaged. Save the figure again, or take another copy of it.</source>
        <translation>%1：其中的会话被截断，文件已损坏。请重新保存该图，或换一份副本。</translation>
    </message>
    <message>
        <source>%1 could not be read (%2). Check its name and permissions.</source>
        <translation>无法读取 %1（%2）。请检查名称和权限。</translation>
    </message>
    <message>
        <source>%1 carries no session: another program made it, or has written it anew. Open a figure that EpsilonLab saved, or a session (.epslab).</source>
        <translation>%1 不含会话：它由其他程序生成或重写过。请打开 EpsilonLab 保存的图，或会话文件 (.epslab)。</translation>
    </message>
    <message>
        <source>a list of up to %1 pinned figures is needed</source>
        <translation>需要最多 %1 幅固定图的列表</translation>
    </message>
    <message>
        <source>The animation could not be made: %1. Save a single picture, and please report this as a fault.</source>
        <translation>无法制作动画：%1。请保存单张图片，并报告此错误。</translation>
    </message>
    <message>
        <source>another version of libwebp is installed</source>
        <translation>安装的 libwebp 版本不同</translation>
    </message>
    <message>
        <source>there is too little memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>its pictures have different sizes</source>
        <translation>其中的图片大小不同</translation>
    </message>
    <message>
        <source>it has no pictures</source>
        <translation>其中没有图片</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of figure; use svg, pdf or png.</source>
        <translation>“%1”不是图的格式；请用 svg、pdf 或 png。</translation>
    </message>
    <message>
        <source>The session has no pinned figures. Pin some in the window (P), save the session, and give it here.</source>
        <translation>会话中没有固定的图。请在窗口中固定一些 (P)，保存会话后再用于此处。</translation>
    </message>
    <message>
        <source>%1 could not be made (%2). Choose another folder.</source>
        <translation>无法创建 %1（%2）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The pinned figure &quot;%1&quot; cannot be drawn: its drawing is damaged. Take it from the gallery and pin it again.</source>
        <translation>无法绘制固定的图“%1”：图形数据已损坏。请将其移出图库并重新固定。</translation>
    </message>
    <message>
        <source>The gallery is empty, so there is nothing to save. Pin a figure first: point at it and press P.</source>
        <translation>图库是空的，没有可保存的内容。请先固定一幅图：指向它并按 P。</translation>
    </message>
    <message>
        <source>A part of the report has no place on its pages, so it was not written. Write it as .html, and please report this as a fault.</source>
        <translation>报告的一部分在页面上没有位置，因此没有写入。请改为写成 .html，并将此作为故障报告。</translation>
    </message>
    <message>
        <source>Small boxes (SABR)</source>
        <translation>小盒 (SABR)</translation>
    </message>
    <message>
        <source>Trains the worst case in a small box around an attacked image: between PGD and interval bounds.</source>
        <translation>训练受攻击图像周围一个小盒内的最坏情况：介于 PGD 与区间界之间。</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>盒子</translation>
    </message>
    <message>
        <source>Size of the box around the attacked image whose worst case is trained: 1 is interval bounds, small ones hold more digits and prove fewer.</source>
        <translation>受攻击图像周围的盒子有多大，训练的就是其中的最坏情况：1 即区间界；较小的盒子守住更多数字，能证明的更少。</translation>
    </message>
    <message>
        <source>attacked images alone</source>
        <translation>仅受攻击图像</translation>
    </message>
    <message>
        <source>Half TRADES CNN</source>
        <translation>半宽 TRADES CNN</translation>
    </message>
    <message>
        <source>How the built-in Robust was made: as Two minutes, trained at 0.36 so that more digits hold at 0.3.</source>
        <translation>内置的鲁棒网络就是这样训练的：同“两分钟”，但在 0.36 下训练，使更多数字在 0.3 下守住。</translation>
    </message>
    <message>
        <source>Half an hour</source>
        <translation>半小时</translation>
    </message>
    <message>
        <source>The most robust recipe for two cores and half an hour: a TRADES network half as wide, five steps, trained at 0.36 to hold at 0.3.</source>
        <translation>两个核心、半小时内最鲁棒的配方：半宽的 TRADES 网络，五步攻击，在 0.36 下训练以便在 0.3 下守住。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>This share of the numbers before the last layer is left out in each training step.</source>
        <translation>每个训练步中，最后一层之前的数有这一比例被略去。</translation>
    </message>
    <message>
        <source>network&apos;s own</source>
        <translation>按网络自身</translation>
    </message>
    <message>
        <source>Attack precision</source>
        <translation>攻击精度</translation>
    </message>
    <message>
        <source>Arithmetic of the attacks in training: bfloat16 is faster where the processor has AVX512_BF16, and float32 elsewhere. Measurements are always float32.</source>
        <translation>训练中攻击的计算精度：处理器带有 AVX512_BF16 时 bfloat16 更快，否则仍为 float32。测量始终使用 float32。</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>The attacks are computed in float32: this processor has no AVX512_BF16.</source>
        <translation>攻击以 float32 计算：此处理器没有 AVX512_BF16。</translation>
    </message>
    <message>
        <source>As IBP, led by a tighter bound while epsilon grows: steadier, and then many times slower.</source>
        <translation>与 IBP 相同，但在 ε 增长期间由更紧的界引导：更稳定，而那时要慢许多倍。</translation>
    </message>
    <message>
        <source>Linear bound</source>
        <translation>线性界</translation>
    </message>
    <message>
        <source>Share of the tighter bound once epsilon has its full size; it falls from 1 as epsilon grows.</source>
        <translation>ε 达到最终大小后更紧的界所占的份额；随 ε 增长从 1 下降。</translation>
    </message>
    <message>
        <source>intervals alone at the end</source>
        <translation>最后只用区间</translation>
    </message>
    <message>
        <source>A lesson: trained on single steps without a random start. Accuracy under PGD rises, then falls, while that under FGSM goes on rising. Watch the two curves and the alarm.</source>
        <translation>一堂课：用没有随机起点的单步攻击训练。PGD 下的准确率先升后降，而 FGSM 下的准确率继续上升。请看这两条曲线和警报。</translation>
    </message>
    <message>
        <source>The last training images, never trained on; curves and the alarms of overfitting are about them.</source>
        <translation>训练集最后的图像，从不用于训练；曲线和过拟合警报都基于它们。</translation>
    </message>
    <message>
        <source>Without a ramp of epsilon and without a share of the linear bound at the end, crown-ibp is ibp: that bound is never used. Set epsilon-ramp, to 0.5 for instance, or crown-share.</source>
        <translation>没有 ε 的递增，最后也没有线性界的份额，crown-ibp 就等于 ibp：那个界从未被用到。请设置 epsilon-ramp（例如 0.5）或 crown-share。</translation>
    </message>
    <message>
        <source>%1 has something called %2 already, which this run would overwrite. Choose another folder.</source>
        <translation>%1 中已有名为 %2 的内容，本次运行会将其覆盖。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>%1 is of step %2, but the run has %3: it is damaged, or of another recipe. The networks in checkpoints can still be opened.</source>
        <translation>%1 属于第 %2 步，而该运行共有 %3 步：文件已损坏，或属于另一个配方。checkpoints 中的网络仍可打开。</translation>
    </message>
    <message>
        <source>The trained network could not be written to %1; the disk may be full. Make room and resume the run: what was written before is still there.</source>
        <translation>训练好的网络无法写入 %1；磁盘可能已满。请腾出空间并继续该运行：之前写入的内容仍在。</translation>
    </message>
    <message>
        <source>%1 does not say how many steps its weights have taken: it is damaged. Start the run again.</source>
        <translation>%1 没有说明其权重走了多少步：文件已损坏。请重新开始该运行。</translation>
    </message>
    <message>
        <source>The run is now %1 steps long, not %2. Its schedules are shares of its length: here the learning rate goes from %3 to %4, epsilon from %5 to %6.</source>
        <translation>该运行现在长 %1 步，而不是 %2 步。各项计划按其长度的比例进行：此处学习率从 %3 变为 %4，ε 从 %5 变为 %6。</translation>
    </message>
    <message>
        <source>The loss became NaN or infinite at step %1. A learning rate of %2 is probably too high; the weights of the last whole epoch were kept. Start again with a smaller one.</source>
        <translation>损失在第 %1 步变为 NaN 或无穷大。学习率 %2 可能太高；保留了最后一个完整轮次的权重。请用更小的学习率重新开始。</translation>
    </message>
    <message>
        <source>The loss became NaN or infinite at step %1. A learning rate of %2 is probably too high. No epoch was whole, so there is nothing to keep. Start again with a smaller one.</source>
        <translation>损失在第 %1 步变为 NaN 或无穷大。学习率 %2 可能过高。没有完成任何一轮，因此没有可保留的内容。请用更小的学习率重新开始。</translation>
    </message>
    <message>
        <source>Stopped early after epoch %1 of %2. The weights of epoch %3 were kept: its PGD-10 accuracy of %4 % on held-out images is the best.</source>
        <translation>在第 %1 轮（共 %2 轮）后提前停止。保留了第 %3 轮的权重：它在留出图像上的 PGD-10 准确率 %4 % 是最好的。</translation>
    </message>
    <message>
        <source>The weights of epoch %1 were kept: its PGD-10 accuracy of %2 % on held-out images is the best.</source>
        <translation>保留了第 %1 轮的权重：它在留出图像上的 PGD-10 准确率 %2 % 最好。</translation>
    </message>
    <message>
        <source>The run folder %1 cannot be made (%2). Choose a folder you may write to.</source>
        <translation>无法创建训练文件夹 %1（%2）。请选择一个可以写入的文件夹。</translation>
    </message>
    <message>
        <source>Nothing of this run could be written to %1. Choose a folder you may write to and train again.</source>
        <translation>这次训练的任何内容都无法写入 %1。请选择一个可以写入的文件夹，然后重新训练。</translation>
    </message>
    <message>
        <source>The loss became NaN or infinite at step %1. A learning rate of %2 is probably too high; the weights of epoch %3, the best under PGD-10, were kept. Start again with a smaller one.</source>
        <translation>在第 %1 步，损失变成了 NaN 或无穷大。学习率 %2 可能过高；已保留第 %3 轮（PGD-10 下最好的一轮）的权重。请用更小的学习率重新开始。</translation>
    </message>
    <message>
        <source>The loss became NaN or infinite at step %1. A learning rate of %2 is probably too high; the weights from which the run went on were kept. Start again with a smaller one.</source>
        <translation>在第 %1 步，损失变成了 NaN 或无穷大。学习率 %2 可能过高；已保留继续训练时的起始权重。请用更小的学习率重新开始。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ActionStrip</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Close the warning</source>
        <translation>关闭警告</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AlongPanel</name>
    <message>
        <source>Along the attack</source>
        <translation>攻击过程</translation>
    </message>
    <message>
        <source>Show or hide the curves along the attack</source>
        <translation>显示或隐藏攻击过程的曲线</translation>
    </message>
    <message>
        <source>To the start of the attack (Home)</source>
        <translation>到攻击的起点（Home）</translation>
    </message>
    <message>
        <source>One step back ( , )</source>
        <translation>后退一步（ , ）</translation>
    </message>
    <message>
        <source>Play the steps of the attack, or pause</source>
        <translation>播放攻击的各步，或暂停</translation>
    </message>
    <message>
        <source>One step forward ( . )</source>
        <translation>前进一步（ . ）</translation>
    </message>
    <message>
        <source>To the result (End); there the pictures follow ε</source>
        <translation>到结果（End）；在那里图片跟随 ε</translation>
    </message>
    <message>
        <source>Step of the attack that is shown</source>
        <translation>所示的攻击步</translation>
    </message>
    <message>
        <source>Shows the picture of each step in all tiles. At the right end they show the result and follow ε.</source>
        <translation>在所有图块中显示每一步的图片。在最右端显示结果并跟随 ε。</translation>
    </message>
    <message>
        <source>What is known of the step that is shown</source>
        <translation>所示步的数值</translation>
    </message>
    <message>
        <source>The window is too low for the curves.</source>
        <translation>窗口太矮，放不下曲线。</translation>
    </message>
    <message>
        <source>This attack leaves no steps to show on this picture.</source>
        <translation>这种攻击在此图片上没有可显示的步。</translation>
    </message>
    <message>
        <source>%1 loss %2, true %3</source>
        <translation>%1 损失 %2，真实 %3</translation>
    </message>
    <message>
        <source>step %1, result</source>
        <translation>第 %1 步，结果</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>The steps follow the result.</source>
        <translation>各步随结果而来。</translation>
    </message>
    <message>
        <source>%1 ended at %2: loss %3, true %4</source>
        <translation>%1 止于第 %2 步：损失 %3，真实 %4</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AlongPlots</name>
    <message>
        <source>Curves along the attack</source>
        <translation>攻击过程的曲线</translation>
    </message>
    <message>
        <source>Loss along the attack</source>
        <translation>攻击过程的损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss A</source>
        <translation>损失 A</translation>
    </message>
    <message>
        <source>loss B</source>
        <translation>损失 B</translation>
    </message>
    <message>
        <source>Probabilities along the attack</source>
        <translation>攻击过程的概率</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>true A</source>
        <translation>真实 A</translation>
    </message>
    <message>
        <source>wrong A</source>
        <translation>错误 A</translation>
    </message>
    <message>
        <source>true B</source>
        <translation>真实 B</translation>
    </message>
    <message>
        <source>wrong B</source>
        <translation>错误 B</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>The attack step by step, A solid and B dashed. Wheel zooms, a double click brings everything back.</source>
        <translation>攻击的每一步，A 为实线，B 为虚线。滚轮缩放，双击恢复全部。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackActions</name>
    <message>
        <source>&amp;Previous digit</source>
        <translation>上一个数字(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next digit</source>
        <translation>下一个数字(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Random digit</source>
        <translation>随机数字(&amp;R)</translation>
    </message>
    <message>
        <source>Ne&amp;xt attack</source>
        <translation>下一种攻击(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious attack</source>
        <translation>上一种攻击(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation>目标(&amp;T)</translation>
    </message>
    <message>
        <source>Target of the attack</source>
        <translation>攻击的目标</translation>
    </message>
    <message>
        <source>None: any other class</source>
        <translation>无：任何其他类别</translation>
    </message>
    <message>
        <source>A random class</source>
        <translation>随机类别</translation>
    </message>
    <message>
        <source>The least likely class</source>
        <translation>最不可能的类别</translation>
    </message>
    <message>
        <source>The second class</source>
        <translation>第二可能的类别</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Class %1: %2</source>
        <translation>类别 %1：%2</translation>
    </message>
    <message>
        <source>&amp;Compare with network B</source>
        <translation>与网络 B 比较(&amp;C)</translation>
    </message>
    <message>
        <source>Show the random change of the sa&amp;me size</source>
        <translation>显示同样大小的随机改动(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Go to the smallest ε that works</source>
        <translation>跳到能奏效的最小 ε(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Stop the attack</source>
        <translation>停止攻击(&amp;S)</translation>
    </message>
    <message>
        <source>Reset to &amp;defaults</source>
        <translation>恢复默认值(&amp;D)</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackBoard</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Clean picture</source>
        <translation>干净图片</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>true class %1</source>
        <translation>真实类别 %1</translation>
    </message>
    <message>
        <source>true class not known</source>
        <translation>真实类别未知</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>row %1, column %2: clean %3, change %4%5, adversarial (%6) %7</source>
        <translation>第 %1 行，第 %2 列：干净 %3，改动 %4%5，对抗（%6）%7</translation>
    </message>
    <message>
        <source>The picture as it is in the data set. Click to choose another (G).</source>
        <translation>数据集中的原图。点击可选择另一张（G）。</translation>
    </message>
    <message>
        <source>true %1</source>
        <translation>真 %1</translation>
    </message>
    <message>
        <source>true ?</source>
        <translation>真 ?</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackPanel</name>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>The attack (A next, Shift+A previous)</source>
        <translation>攻击方法（A 下一种，Shift+A 上一种）</translation>
    </message>
    <message>
        <source>Parameters of the attack</source>
        <translation>攻击的参数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Every parameter of this attack back to its default; epsilon stays.</source>
        <translation>将此攻击的所有参数恢复为默认值；epsilon 保持不变。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackRibbon</name>
    <message>
        <source>What the networks read at every ε would take about %1 to compute. Click here to start it.</source>
        <translation>计算网络在每个 ε 处读作什么大约需要 %1。点击此处开始。</translation>
    </message>
    <message>
        <source>%1 finds the size of the change itself: the diamonds above.</source>
        <translation>%1 自行寻找改动的大小：见上方的菱形。</translation>
    </message>
    <message>
        <source>One change is made for the whole data set at each ε: no ribbon for a single digit.</source>
        <translation>每个 ε 都为整个数据集制作一个改动：单个数字没有色带。</translation>
    </message>
    <message>
        <source>No ε bounds this attack, so there is no ribbon over it.</source>
        <translation>没有 ε 限制此攻击，因此它没有色带。</translation>
    </message>
    <message>
        <source>On this scale the attack works at no ε.</source>
        <translation>在此刻度范围内，攻击在任何 ε 处都不奏效。</translation>
    </message>
    <message>
        <source>Where the attack begins to work is not known yet.</source>
        <translation>还不知道攻击从哪里开始奏效。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackRow</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Network %1</source>
        <translation>网络 %1</translation>
    </message>
    <message>
        <source>Change of the picture for network %1</source>
        <translation>网络 %1 的图片改动</translation>
    </message>
    <message>
        <source>The change: orange pixels were made lighter, blue pixels darker.</source>
        <translation>改动：橙色像素变亮，蓝色像素变暗。</translation>
    </message>
    <message>
        <source>Colours of the change for network %1</source>
        <translation>网络 %1 改动的颜色</translation>
    </message>
    <message>
        <source>Attacked picture for network %1</source>
        <translation>网络 %1 的受攻击图片</translation>
    </message>
    <message>
        <source>The attacked picture. Hold C to see the clean one in its place.</source>
        <translation>受攻击的图片。按住 C 可在原处看到干净图片。</translation>
    </message>
    <message>
        <source>What network %1 reads</source>
        <translation>网络 %1 读作什么</translation>
    </message>
    <message>
        <source>Name of network %1</source>
        <translation>网络 %1 的名称</translation>
    </message>
    <message>
        <source>Verdict for network %1</source>
        <translation>网络 %1 的判定</translation>
    </message>
    <message>
        <source>Probabilities of network %1</source>
        <translation>网络 %1 的概率</translation>
    </message>
    <message>
        <source>Click a class to make it the target of the attack; again: no target.</source>
        <translation>点击类别可将其设为攻击目标；再次点击则取消目标。</translation>
    </message>
    <message>
        <source>reads %1, %2</source>
        <translation>读作 %1，%2</translation>
    </message>
    <message>
        <source>%1 %2. %3.</source>
        <translation>%1 %2。%3。</translation>
    </message>
    <message>
        <source>The colours&apos; scale: up to ε, or up to the largest change. Click to switch.</source>
        <translation>颜色的刻度：到 ε，或到最大改动。点击切换。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Random change of the same size: %1</source>
        <translation>同样大小的随机改动：%1</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackTrace</name>
    <message>
        <source>One step back along the attack</source>
        <translation>沿攻击过程后退一步</translation>
    </message>
    <message>
        <source>One step forward along the attack</source>
        <translation>沿攻击过程前进一步</translation>
    </message>
    <message>
        <source>To the start of the attack</source>
        <translation>到攻击的起点</translation>
    </message>
    <message>
        <source>To the result of the attack</source>
        <translation>到攻击的结果</translation>
    </message>
    <message>
        <source>Play the steps of the attack</source>
        <translation>播放攻击的各步</translation>
    </message>
    <message>
        <source>%1 took %2: its steps are not computed a second time.</source>
        <translation>%1 用了 %2：不再重新计算其各步。</translation>
    </message>
    <message>
        <source>One attack step, from the start</source>
        <translation>攻击走一步，从起点开始</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::AttackView</name>
    <message>
        <source>updating, Esc stops</source>
        <translation>更新中，Esc 停止</translation>
    </message>
    <message>
        <source>Stopped: the picture is not the end of the attack. Any change starts it again.</source>
        <translation>已停止：图片并非攻击的终点。任何更改都会重新开始。</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Bars of network A</source>
        <translation>网络 A 的条形图</translation>
    </message>
    <message>
        <source>Bars of network B</source>
        <translation>网络 B 的条形图</translation>
    </message>
    <message>
        <source>Ribbon over ε</source>
        <translation>ε 色带</translation>
    </message>
    <message>
        <source>Along the attack</source>
        <translation>攻击过程</translation>
    </message>
    <message>
        <source>The attack is not finished, so there is no figure of it yet. Wait until the tiles are up to date.</source>
        <translation>攻击尚未完成，还没有它的图。请等图块更新。</translation>
    </message>
    <message>
        <source>There are no steps to draw: this attack leaves none, or they are still being computed.</source>
        <translation>没有可绘制的步：此攻击不留下步，或仍在计算。</translation>
    </message>
    <message>
        <source>Loss, and probability of the true and of the likeliest wrong class, at every step of the attack; A solid, B dashed. The line marks step %1.</source>
        <translation>攻击每一步的损失，以及真实类别和最可能的错误类别的概率；A 为实线，B 为虚线。竖线标出第 %1 步。</translation>
    </message>
    <message>
        <source>The steps of the attack, from 0 to %1, and its result.</source>
        <translation>攻击的各步，从 0 到 %1，以及结果。</translation>
    </message>
    <message>
        <source>Random change</source>
        <translation>随机改动</translation>
    </message>
    <message>
        <source>There is no random change beside this picture yet. Wait until it is up to date.</source>
        <translation>这张图片旁边还没有随机改动。请等到它更新完毕。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::Autosave</name>
    <message>
        <source>The session cannot be kept safe meanwhile: %1</source>
        <translation>目前无法保护会话：%1</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::BoardSwitches</name>
    <message>
        <source>Logits ⇄</source>
        <translation>Logit ⇄</translation>
    </message>
    <message>
        <source>Probabilities ⇄</source>
        <translation>概率 ⇄</translation>
    </message>
    <message>
        <source>&amp;Choose a picture…</source>
        <translation>选择图片(&amp;C)…</translation>
    </message>
    <message>
        <source>Show &amp;logits in place of probabilities</source>
        <translation>以 logit 代替概率显示(&amp;L)</translation>
    </message>
    <message>
        <source>Scale the change&apos;s colours by its largest &amp;value</source>
        <translation>按最大改动确定颜色刻度(&amp;V)</translation>
    </message>
    <message>
        <source>Probabilities or logits</source>
        <translation>概率或 logit</translation>
    </message>
    <message>
        <source>Switch between probabilities and logits, the numbers before the softmax (L).</source>
        <translation>在概率与 logit（softmax 之前的数）之间切换（L）。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::BoardTitles</name>
    <message>
        <source>Clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>Random change, own scale</source>
        <translation>随机改动，自身刻度</translation>
    </message>
    <message>
        <source>Random change</source>
        <translation>随机改动</translation>
    </message>
    <message>
        <source>Change δ, own scale</source>
        <translation>改动 δ，自身刻度</translation>
    </message>
    <message>
        <source>Change δ (signed)</source>
        <translation>改动 δ（带符号）</translation>
    </message>
    <message>
        <source>Random, same size</source>
        <translation>随机，同样大小</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ColourLegend</name>
    <message>
        <source>Blue is -%1, grey is 0, orange is +%1</source>
        <translation>蓝色为 -%1，灰色为 0，橙色为 +%1</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ComparePanel</name>
    <message>
        <source>Several runs side by side</source>
        <translation>并列比较多次训练</translation>
    </message>
    <message>
        <source>Add run…</source>
        <translation>添加训练…</translation>
    </message>
    <message>
        <source>Add a run that was kept, or any run folder, also one that another program writes</source>
        <translation>添加保留下来的训练，或任何训练文件夹，包括其他程序正在写入的</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Only selected</source>
        <translation>仅所选</translation>
    </message>
    <message>
        <source>Draw the selected runs and no others</source>
        <translation>只绘制所选的训练</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Draw every run of the list</source>
        <translation>绘制列表中的所有训练</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Every measured value of the runs that are drawn, unrounded, as CSV or JSON</source>
        <translation>所绘训练的全部测量值，不取整，存为 CSV 或 JSON</translation>
    </message>
    <message>
        <source>How many runs are drawn</source>
        <translation>绘制了多少次训练</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %3 epoch(s)</source>
        <translation>
            <numerusform>%1，%2，%3 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 run(s) drawn</source>
        <translation>
            <numerusform>已绘制 %1 / %2 次训练</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the selected runs off this list; their folders stay</source>
        <translation>将所选训练从列表中移除；其文件夹保留</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ComparePlot</name>
    <message>
        <source>Curves of several runs</source>
        <translation>多次训练的曲线</translation>
    </message>
    <message>
        <source>One quantity of several runs</source>
        <translation>多次训练的同一个量</translation>
    </message>
    <message>
        <source>No run is drawn – check one in the table, or add one</source>
        <translation>没有绘制任何训练 – 请在表中勾选，或添加一次</translation>
    </message>
    <message>
        <source>Wheel zooms along the axis (Shift: upwards), drag moves, right drag zooms to a box, double-click follows again.</source>
        <translation>滚轮沿轴缩放（Shift：纵向），拖动移动，右键拖动框选放大，双击重新跟随。</translation>
    </message>
    <message>
        <source>What makes the comparison unfair</source>
        <translation>比较不公平之处</translation>
    </message>
    <message>
        <source>What is drawn, and how</source>
        <translation>绘制什么以及如何绘制</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>PGD-10 accuracy, held out</source>
        <translation>PGD-10 准确率，留出</translation>
    </message>
    <message>
        <source>FGSM accuracy, held out</source>
        <translation>FGSM 准确率，留出</translation>
    </message>
    <message>
        <source>clean accuracy, held out</source>
        <translation>干净准确率，留出</translation>
    </message>
    <message>
        <source>loss, held out</source>
        <translation>损失，留出</translation>
    </message>
    <message>
        <source>loss of the training batch</source>
        <translation>训练批次的损失</translation>
    </message>
    <message>
        <source>accuracy of the training batch</source>
        <translation>训练批次的准确率</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>95 % intervals</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Display only; the thin line stays the raw values, and so do exports.</source>
        <translation>仅影响显示；细线仍是原始值，导出也是。</translation>
    </message>
    <message>
        <source>over</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>step (batches)</source>
        <translation>步（批次）</translation>
    </message>
    <message>
        <source>training time (s)</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>准确率（%）</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>chance 10 %</source>
        <translation>随机猜测 10 %</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::DecisionStrip</name>
    <message>
        <source>Question or note</source>
        <translation>询问或提示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::DigitGrid</name>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>True class of the pictures shown</source>
        <translation>所示图片的真实类别</translation>
    </message>
    <message>
        <source>every class</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>What the attack does to the pictures shown</source>
        <translation>攻击对所示图片的作用</translation>
    </message>
    <message>
        <source>all pictures</source>
        <translation>所有图片</translation>
    </message>
    <message>
        <source>fooled at this ε</source>
        <translation>在此 ε 下被骗</translation>
    </message>
    <message>
        <source>held at this ε</source>
        <translation>在此 ε 下守住</translation>
    </message>
    <message>
        <source>already wrong</source>
        <translation>本来就错</translation>
    </message>
    <message>
        <source>Tries the present attack on network A, on the first %1 pictures.</source>
        <translation>用当前攻击在前 %1 张图片上攻击网络 A。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Scroll the pictures</source>
        <translation>滚动图片</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示的内容</translation>
    </message>
    <message>
        <source>Attacking %1 of %2 pictures…</source>
        <translation>正在攻击 %2 张图片中的第 %1 张…</translation>
    </message>
    <message>
        <source>, ε %1</source>
        <translation>，ε %1</translation>
    </message>
    <message>
        <source>%1%2 on %3, n = %4</source>
        <translation>%1%2，对 %3，n = %4</translation>
    </message>
    <message>
        <source>Attacking the first %1 pictures… A training that runs comes first.</source>
        <translation>正在攻击前 %1 张图片…正在进行的训练优先。</translation>
    </message>
    <message>
        <source>%1 of %2 pictures.</source>
        <translation>%2 张图片中的 %1 张。</translation>
    </message>
    <message>
        <source>Arrow keys move, Return closes.</source>
        <translation>方向键移动，回车键关闭。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::DigitList</name>
    <message>
        <source>Picture %1, true class %2</source>
        <translation>图片 %1，真实类别 %2</translation>
    </message>
    <message>
        <source>%1: already read as %2</source>
        <translation>%1：本来就读作 %2</translation>
    </message>
    <message>
        <source>%1: attacked it is read as %2</source>
        <translation>%1：受攻击后读作 %2</translation>
    </message>
    <message>
        <source>%1: holds</source>
        <translation>%1：守住</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::DrawDialog</name>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
    <message>
        <source>Width of the pen</source>
        <translation>笔的粗细</translation>
    </message>
    <message>
        <source>Width of the pen, 1 to 4 pixels of the picture. Digits of MNIST have about 2 to 3.</source>
        <translation>笔的粗细，图片的 1 到 4 像素。MNIST 数字大约为 2 到 3。</translation>
    </message>
    <message>
        <source>&amp;Centre like MNIST</source>
        <translation>像 MNIST 那样居中(&amp;C)</translation>
    </message>
    <message>
        <source>Scaled to 20 pixels and centred by its mass, as the networks know digits. The ghost shows the result.</source>
        <translation>缩放到 20 像素并按重心居中，与网络熟悉的数字一样。虚影显示结果。</translation>
    </message>
    <message>
        <source>&amp;Undo stroke</source>
        <translation>撤销一笔(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z)</source>
        <translation>撤销最后一笔（Ctrl+Z）</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>清空(&amp;L)</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Left button: draw. Right button: erase.</source>
        <translation>左键：画。右键：擦。</translation>
    </message>
    <message>
        <source>&amp;Pen</source>
        <translation>笔(&amp;P)</translation>
    </message>
    <message>
        <source>The drawing cannot be handed on: %1 cannot be written. Make room there.</source>
        <translation>无法传递画好的图：无法写入 %1。请在那里腾出空间。</translation>
    </message>
    <message>
        <source>drawn digit</source>
        <translation>手绘数字</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>The pad is empty: the window keeps its picture.</source>
        <translation>画板是空的：窗口中的图片不变。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::DrawPad</name>
    <message>
        <source>Drawing</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Draw a digit with the left button, erase with the right.</source>
        <translation>用左键画数字，用右键擦除。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::EpsilonControl</name>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>ε: how far each pixel may move. Drag, arrow keys, Shift for larger steps, Ctrl for finer.</source>
        <translation>ε：每个像素可以移动多远。拖动，或用方向键；Shift 步子更大，Ctrl 更细。</translation>
    </message>
    <message>
        <source>What the networks read at every epsilon</source>
        <translation>网络在每个 epsilon 处读作什么</translation>
    </message>
    <message>
        <source>Epsilon, as a number</source>
        <translation>Epsilon 数值</translation>
    </message>
    <message>
        <source>Type 0.1, 8/255 or 25,5/255.</source>
        <translation>请输入 0.1、8/255 或 25.5/255。</translation>
    </message>
    <message>
        <source>Epsilon of the picture shown</source>
        <translation>所示图片的 epsilon</translation>
    </message>
    <message>
        <source>Epsilon of the picture shown, in pixel units of 0 to 1 and in grey levels of 0 to 255.</source>
        <translation>所示图片的 epsilon，以 0 到 1 的像素单位和 0 到 255 的灰度级表示。</translation>
    </message>
    <message>
        <source>Measured size of the change</source>
        <translation>实测的改动大小</translation>
    </message>
    <message>
        <source>The size of the change, measured on the picture shown: never above ε.</source>
        <translation>在所示图片上测得的改动大小：绝不超过 ε。</translation>
    </message>
    <message>
        <source>measured A %1  B %1</source>
        <translation>实测 A %1  B %1</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>搜索中</translation>
    </message>
    <message>
        <source>ε —</source>
        <translation>ε —</translation>
    </message>
    <message>
        <source>does not apply</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>smallest so far, %1</source>
        <translation>目前最小，%1</translation>
    </message>
    <message>
        <source>smallest found, %1</source>
        <translation>找到的最小，%1</translation>
    </message>
    <message>
        <source>What each network reads at every ε. A click goes to that ε, a double click or M to where the attack begins to work.</source>
        <translation>每个网络在每个 ε 处读作什么。单击到那个 ε，双击或按 M 到攻击开始奏效之处。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ErrorDetails</name>
    <message>
        <source>About the error</source>
        <translation>关于这个错误</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误详情</translation>
    </message>
    <message>
        <source>What the library underneath said, in its own words.</source>
        <translation>底层库的原话。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the error</source>
        <translation>复制错误</translation>
    </message>
    <message>
        <source>The sentence and its details to the clipboard, for a search or a bug report.</source>
        <translation>把句子和详情复制到剪贴板，用于搜索或报告问题。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ExplainDock</name>
    <message>
        <source>Explain</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Explain: the picture in words</source>
        <translation>说明：用文字描述图片</translation>
    </message>
    <message>
        <source>Explain  ›</source>
        <translation>说明  ›</translation>
    </message>
    <message>
        <source>Fold the explanation away</source>
        <translation>收起说明</translation>
    </message>
    <message>
        <source>Fold the explanation away (F1)</source>
        <translation>收起说明（F1）</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Network A in words</source>
        <translation>用文字描述网络 A</translation>
    </message>
    <message>
        <source>Network B in words</source>
        <translation>用文字描述网络 B</translation>
    </message>
    <message>
        <source>Measured numbers</source>
        <translation>实测数值</translation>
    </message>
    <message>
        <source>What am I seeing?</source>
        <translation>我看到的是什么？</translation>
    </message>
    <message>
        <source>Scroll the explanation</source>
        <translation>滚动说明</translation>
    </message>
    <message>
        <source>Open the explanation</source>
        <translation>打开说明</translation>
    </message>
    <message>
        <source>The picture in words (F1)</source>
        <translation>用文字描述图片（F1）</translation>
    </message>
    <message>
        <source>An offer</source>
        <translation>一个提议</translation>
    </message>
    <message>
        <source>Take the 10-minute tour (F2)</source>
        <translation>来一次 10 分钟导览（F2）</translation>
    </message>
    <message>
        <source>Ten stops through the window; Esc ends it and brings everything back.</source>
        <translation>走遍窗口的十站；按 Esc 结束，一切恢复原样。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Not now; the tour stays in the menu Help.</source>
        <translation>以后再说；导览留在“帮助”菜单里。</translation>
    </message>
    <message>
        <source>Tour (F2)</source>
        <translation>导览（F2）</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::FigureFiles</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Picture, three times as large (*.png)</source>
        <translation>图片，三倍大小 (*.png)</translation>
    </message>
    <message>
        <source>Drawing with text as text (*.svg)</source>
        <translation>矢量图，文字保持为文字 (*.svg)</translation>
    </message>
    <message>
        <source>Portable document (*.pdf)</source>
        <translation>便携文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Copied: %1. Paste it into a document, or here to come back to it.</source>
        <translation>已复制：%1。可粘贴到文档中，或粘贴到此处以回到这一状态。</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>The figure is in %1. Drop it on this window to come back to it.</source>
        <translation>图已存为 %1。把它拖到此窗口即可回到这一状态。</translation>
    </message>
    <message>
        <source>%1 figures are pinned already, and more are not kept. Take one away in the gallery first.</source>
        <translation>已固定 %1 幅图，不能再多。请先在图库中移出一幅。</translation>
    </message>
    <message>
        <source>Pinned to the gallery: %1.</source>
        <translation>已固定到图库：%1。</translation>
    </message>
    <message>
        <source>Save the steps</source>
        <translation>保存各步</translation>
    </message>
    <message>
        <source>Animated picture (*.webp)</source>
        <translation>动画图片 (*.webp)</translation>
    </message>
    <message numerus="yes">
        <source>%1 step(s) are being drawn.</source>
        <translation>
            <numerusform>正在绘制 %1 步。</numerusform>
        </translation>
    </message>
    <message>
        <source>The steps are in %1. Drop it on this window to come back to it.</source>
        <translation>各步已存为 %1。把它拖到此窗口即可回到这一状态。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::FigureMenu</name>
    <message>
        <source>Figure: %1</source>
        <translation>图：%1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation>存为 PNG(&amp;P)…</translation>
    </message>
    <message>
        <source>Save as PNG, &amp;3 times as large…</source>
        <translation>存为 PNG，三倍大小(&amp;3)…</translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation>存为 SVG(&amp;S)…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>存为 PDF(&amp;D)…</translation>
    </message>
    <message>
        <source>Figures in the colours of the &amp;window</source>
        <translation>图用窗口的配色(&amp;W)</translation>
    </message>
    <message>
        <source>What is t&amp;his?</source>
        <translation>这是什么？(&amp;H)</translation>
    </message>
    <message>
        <source>This tab has no figure.</source>
        <translation>此标签页没有图。</translation>
    </message>
    <message>
        <source>P&amp;in to the gallery</source>
        <translation>固定到图库(&amp;I)</translation>
    </message>
    <message>
        <source>Save the s&amp;teps as animated WebP…</source>
        <translation>将各步存为 WebP 动画(&amp;T)…</translation>
    </message>
    <message>
        <source>These figures are pinned already.</source>
        <translation>这些图已经固定。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::GalleryView</name>
    <message>
        <source>Pinned figures</source>
        <translation>固定的图</translation>
    </message>
    <message>
        <source>Nothing is pinned yet. Point at a picture or a curve in another tab and press P, or right-click it.</source>
        <translation>还没有固定的图。请在其他标签页中指向图片或曲线并按 P，或右键点击。</translation>
    </message>
    <message>
        <source>Layout and order</source>
        <translation>版式与顺序</translation>
    </message>
    <message>
        <source>How many figures are pinned</source>
        <translation>固定的图的数量</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2</source>
        <translation>
            <numerusform>%1 行，每行 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>◂ Move</source>
        <translation>◂ 移动</translation>
    </message>
    <message>
        <source>Moves the chosen figure one place forward (Alt+Left); dragging does the same</source>
        <translation>将所选图前移一位；也可拖动</translation>
    </message>
    <message>
        <source>Move ▸</source>
        <translation>移动 ▸</translation>
    </message>
    <message>
        <source>Moves the chosen figure one place back (Alt+Right)</source>
        <translation>将所选图后移一位</translation>
    </message>
    <message>
        <source>&amp;Go back to it</source>
        <translation>回到该图(&amp;G)</translation>
    </message>
    <message>
        <source>Brings digit, networks, attack and ε of the chosen figure back (Enter)</source>
        <translation>恢复所选图的数字、网络、攻击和 ε</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>移出(&amp;T)</translation>
    </message>
    <message>
        <source>Takes the chosen figure out of the gallery (Del)</source>
        <translation>将所选图移出图库</translation>
    </message>
    <message numerus="yes">
        <source>%1 figure(s)</source>
        <translation>
            <numerusform>%1 幅图</numerusform>
        </translation>
    </message>
    <message>
        <source>The chosen figure</source>
        <translation>所选的图</translation>
    </message>
    <message>
        <source>The sheet of all figures</source>
        <translation>所有图的总页</translation>
    </message>
    <message>
        <source>No figure is chosen. Click one in the gallery.</source>
        <translation>没有选择图。请在图库中点击一幅。</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;What am I seeing?&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Figures that were pinned with P: as they were then, with the state that they show. They are saved with the session.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Try next&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Pin the same digit at three values of ε, put them in order, and save the sheet (File, Figures). Double-click a figure: the window goes back to where it was made.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;我看到的是什么？&lt;/b&gt;&lt;/p&gt;&lt;p&gt;用 P 固定的图：保持当时的样子，并带有所示的状态。它们随会话保存。&lt;/p&gt;&lt;p&gt;&lt;b&gt;接下来试试&lt;/b&gt;&lt;/p&gt;&lt;p&gt;在三个 ε 值下固定同一个数字，排好顺序，然后保存总页（文件，图）。双击一幅图：窗口回到制作它时的状态。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::Intro</name>
    <message>
        <source>Same picture, same tiny change. Drag ε.</source>
        <translation>同一张图片，同样微小的改动。拖动 ε 试试。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::LensDigit</name>
    <message>
        <source>The digit under attack</source>
        <translation>受攻击的数字</translation>
    </message>
    <message>
        <source>The digit of the Attack tab, attacked on the network of this epoch.</source>
        <translation>“攻击”页的数字，在这一轮次的网络上受攻击。</translation>
    </message>
    <message>
        <source>Attack and ε on this digit</source>
        <translation>对此数字的攻击和 ε</translation>
    </message>
    <message>
        <source>The attack and the ε of the Attack tab: what the verdict is about.</source>
        <translation>“攻击”页的攻击和 ε：判定就是针对它们的。</translation>
    </message>
    <message>
        <source>Verdict on the digit under attack</source>
        <translation>对受攻击数字的判定</translation>
    </message>
    <message>
        <source>%1 under %2 of this session</source>
        <translation>%1，受本会话的 %2 攻击</translation>
    </message>
    <message>
        <source>step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>FOOLED %1→%2</source>
        <translation>被骗 %1→%2</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::LensProbes</name>
    <message>
        <source>No image of %1 has a label, so there are no probe digits.</source>
        <translation>%1 中没有带标签的图像，因此没有探测数字。</translation>
    </message>
    <message>
        <source>No test part of this data set could be opened, so the probe digits are among the images that the run was given.</source>
        <translation>无法打开此数据集的测试部分，因此探测数字取自提供给这次训练的图像。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::LogDock</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log: warnings and errors</source>
        <translation>日志：警告和错误</translation>
    </message>
    <message>
        <source>Warnings and errors, the newest last</source>
        <translation>警告和错误，最新的在最后</translation>
    </message>
    <message>
        <source>Warnings and errors since the start of the program. Ctrl+C copies the chosen lines.</source>
        <translation>程序启动以来的警告和错误。Ctrl+C 复制选中的行。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::MainWindow</name>
    <message>
        <source>Networks and digit</source>
        <translation>网络与数字</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>EpsilonLab, simulated fault: %1</source>
        <translation>EpsilonLab，模拟故障：%1</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1（Ctrl+%2）</translation>
    </message>
    <message>
        <source>The pinned figure</source>
        <translation>固定的图</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::Menus</name>
    <message>
        <source>&amp;Language</source>
        <translation>语言 Language(&amp;L)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open network…</source>
        <translation>打开网络(&amp;O)…</translation>
    </message>
    <message>
        <source>Save network &amp;A as…</source>
        <translation>将网络 A 另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Open &amp;picture…</source>
        <translation>打开图片(&amp;P)…</translation>
    </message>
    <message>
        <source>Repor&amp;t…</source>
        <translation>报告(&amp;T)…</translation>
    </message>
    <message>
        <source>Save &amp;screenshot…</source>
        <translation>保存截图(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Open s&amp;ession…</source>
        <translation>打开会话(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Recent sessions</source>
        <translation>最近的会话(&amp;R)</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
    </message>
    <message>
        <source>&amp;Save session as…</source>
        <translation>会话另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Draw a digit</source>
        <translation>画一个数字(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;%1 %2</source>
        <translation>&amp;%1 %2</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>说明(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About EpsilonLab</source>
        <translation>关于 EpsilonLab(&amp;A)</translation>
    </message>
    <message>
        <source>Save screenshot</source>
        <translation>保存截图</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>The screenshot is in %1.</source>
        <translation>截图已保存到 %1。</translation>
    </message>
    <message>
        <source>About EpsilonLab</source>
        <translation>关于 EpsilonLab</translation>
    </message>
    <message>
        <source>&lt;h3&gt;EpsilonLab %1&lt;/h3&gt;&lt;p&gt;A desktop laboratory for adversarial examples.&lt;/p&gt;&lt;p&gt;libtorch %2, Qt %3. GPL-3.0-or-later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;EpsilonLab %1&lt;/h3&gt;&lt;p&gt;研究对抗样本的桌面实验室。&lt;/p&gt;&lt;p&gt;libtorch %2，Qt %3。GPL-3.0-or-later。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Projector mode</source>
        <translation>投影模式(&amp;P)</translation>
    </message>
    <message>
        <source>Letters half as large again, explanation and log out of the way; the same key brings everything back.</source>
        <translation>文字放大到一倍半，说明和日志让开；同一个键恢复原样。</translation>
    </message>
    <message>
        <source>&amp;Tour of ten minutes</source>
        <translation>十分钟导览(&amp;T)</translation>
    </message>
    <message>
        <source>A tour through the window: start, or its next stop. Esc ends it.</source>
        <translation>窗口导览：开始，或到下一站。按 Esc 结束。</translation>
    </message>
    <message>
        <source>E&amp;xport figure…</source>
        <translation>导出图(&amp;X)…</translation>
    </message>
    <message>
        <source>Fi&amp;gures</source>
        <translation>图(&amp;G)</translation>
    </message>
    <message>
        <source>Figures of this tab</source>
        <translation>此标签页的图</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>复制图(&amp;C)</translation>
    </message>
    <message>
        <source>P&amp;in figure to the gallery</source>
        <translation>将图固定到图库(&amp;I)</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::MessageStrip</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ModelFiles</name>
    <message>
        <source>Networks (*.safetensors *.pt *.pth *.ts);;All files (*)</source>
        <translation>网络 (*.safetensors *.pt *.pth *.ts);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 is open as network A. It is TorchScript: attacks work, but there are no views of its layers and no certificates.</source>
        <translation>%1 已作为网络 A 打开。它是 TorchScript：可以攻击，但无法查看各层，也无法认证。</translation>
    </message>
    <message>
        <source>Trust and open</source>
        <translation>信任并打开</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>不打开</translation>
    </message>
    <message>
        <source>%1 The networks in use stay.</source>
        <translation>%1正在使用的网络保持不变。</translation>
    </message>
    <message>
        <source>Open network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Save network A as</source>
        <translation>将网络 A 另存为</translation>
    </message>
    <message>
        <source>Layers and weights (*.safetensors);;TorchScript (*.pt)</source>
        <translation>层与权重 (*.safetensors);;TorchScript (*.pt)</translation>
    </message>
    <message>
        <source>%1 is saved as %2.</source>
        <translation>%1 已保存为 %2。</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation>无法保存 %1：%2</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::NoisePanel</name>
    <message>
        <source>Random change of the same size</source>
        <translation>同样大小的随机改动</translation>
    </message>
    <message>
        <source>The control: a change as large as the attack&apos;s, but in a random direction. It is the direction that fools a network, not the size. N shows it in the large tiles.</source>
        <translation>对照：与攻击同样大小的改动，但方向随机。骗过网络的是方向，而不是大小。按 N 在大图中显示。</translation>
    </message>
    <message>
        <source>Random, same size</source>
        <translation>随机，同样大小</translation>
    </message>
    <message>
        <source>Picture with a random change of the same size</source>
        <translation>带有同样大小随机改动的图片</translation>
    </message>
    <message>
        <source>A change of the same size in a random direction: the control. N shows it in the large tiles.</source>
        <translation>同样大小、方向随机的改动：对照。按 N 在大图中显示。</translation>
    </message>
    <message>
        <source>Measured size of the random change</source>
        <translation>随机改动的实测大小</translation>
    </message>
    <message>
        <source>%1 A %2  B %3</source>
        <translation>%1 A %2  B %3</translation>
    </message>
    <message>
        <source>measured %1 %2</source>
        <translation>实测 %1 %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>With a random change of size %1 (%2), %3 reads %4; it reads the clean picture as %5.</source>
        <translation>加上大小为 %1（%2）的随机改动后，%3 读作 %4；对干净图片它读作 %5。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ParameterForm</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::PictureFiles</name>
    <message>
        <source>Take all of it</source>
        <translation>使用整张图片</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>就这样</translation>
    </message>
    <message>
        <source>%1 The digit stays.</source>
        <translation>%1当前数字保持不变。</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.pgm);;All files (*)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.pgm);;所有文件 (*)</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one in another program, then paste it here.</source>
        <translation>剪贴板中没有图片。请在其他程序中复制一张，再粘贴到这里。</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::PinCaption</name>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>Caption of the chosen figure</source>
        <translation>所选图的图注</translation>
    </message>
    <message>
        <source>What stands below the figure when it is copied or saved.</source>
        <translation>复制或保存时显示在图下方的文字。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::PlotPanel</name>
    <message>
        <source>Plot</source>
        <translation>曲线图</translation>
    </message>
    <message>
        <source>Follow the data again</source>
        <translation>重新跟随数据</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (at %3 %4)</source>
        <translation>%1：%2（%3 %4 处）</translation>
    </message>
    <message>
        <source>⤢ following off</source>
        <translation>⤢ 已停止跟随</translation>
    </message>
    <message>
        <source>The view stays where you zoomed. Click here or double-click the plot to follow again.</source>
        <translation>视图停留在您缩放的位置。点击此处或双击曲线图可重新跟随。</translation>
    </message>
    <message>
        <source>%1 raw, %2 smoothed</source>
        <translation>原始 %1，平滑 %2</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ProbabilityBars</name>
    <message numerus="yes">
        <source>%n other class(es): %1</source>
        <translation>
            <numerusform>其他 %n 个类别：%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ProbeStrip</name>
    <message>
        <source>Smallest epsilon that fools the network, for each probe digit</source>
        <translation>骗过网络的最小 epsilon，针对每个探测数字</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>misread</source>
        <translation>读错</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>Image %1, a %2: the smallest ε at which PGD-10 (L∞) fools this network, to 0.001.</source>
        <translation>图像 %1，数字 %2：PGD-10（L∞）骗过此网络的最小 ε，精确到 0.001。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::RecipeForms</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Values of the recipe</source>
        <translation>配方的值</translation>
    </message>
    <message>
        <source>Only SGD has a momentum of its own.</source>
        <translation>只有 SGD 有自己的动量。</translation>
    </message>
    <message>
        <source>This objective trains on clean images.</source>
        <translation>此训练目标在干净图像上训练。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ReportFiles</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Web page, one file (*.html);;Portable document (*.pdf);;Markdown with pictures beside it (*.md)</source>
        <translation>网页，单个文件 (*.html);;便携式文档 (*.pdf);;Markdown，图片另存 (*.md)</translation>
    </message>
    <message>
        <source>The network in training has no file, so nobody could repeat its report. Save it (File, Save network A as), open that file, then make the report.</source>
        <translation>训练中的网络没有文件，因此无人能重复它的报告。请先保存它（文件，将网络 A 另存为），打开该文件，再生成报告。</translation>
    </message>
    <message numerus="yes">
        <source>The report is being measured on the first %1 image(s); the status line shows how far it is.</source>
        <translation>
            <numerusform>正在前 %1 张图像上测量报告；状态栏显示进度。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before a group of images was finished; no report was written.</source>
        <translation>在完成一组图像之前就停止了；没有写出报告。</translation>
    </message>
    <message numerus="yes">
        <source> It was stopped: it is about the first %1 image(s).</source>
        <translation>
            <numerusform>它被停止了：内容只涉及前 %1 张图像。</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is in %1.%2%3</source>
        <translation>报告已保存到 %1。%2%3</translation>
    </message>
    <message>
        <source>The report could not be made. %1</source>
        <translation>无法生成报告。%1</translation>
    </message>
    <message>
        <source> Your picture is in %1, so that the report can be made again.</source>
        <translation>您的图片保存在 %1 中，因此可以重新生成报告。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::RibbonWords</name>
    <message>
        <source>ε %1: not computed yet</source>
        <translation>ε %1：尚未计算</translation>
    </message>
    <message>
        <source>ε %1: %2 reads %3, %4</source>
        <translation>ε %1：%2 读作 %3，%4</translation>
    </message>
    <message>
        <source>Diamond: the attack first works at ε %1. Double click or M goes there.</source>
        <translation>菱形：攻击从 ε %1 开始奏效。双击或按 M 跳到那里。</translation>
    </message>
    <message>
        <source>%1 from ε %2 to %3</source>
        <translation>%1（ε %2 到 %3）</translation>
    </message>
    <message>
        <source>%1 reads %2.</source>
        <translation>%1 的判读：%2。</translation>
    </message>
    <message>
        <source>The attack first works at ε %1.</source>
        <translation>攻击从 ε %1 开始奏效。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::RunList</name>
    <message>
        <source>run %1, not kept</source>
        <translation>训练 %1，未保留</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::RunOffer</name>
    <message>
        <source>The run &quot;%1&quot; of %2 was cut off after epoch %3 of %4.</source>
        <translation>%2 的训练“%1”在第 %3 轮之后中断，共 %4 轮。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::RunTable</name>
    <message>
        <source>Runs, their recipes and results</source>
        <translation>各次训练及其方案与结果</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Objective, ε</source>
        <translation>目标，ε</translation>
    </message>
    <message>
        <source>Epochs, time</source>
        <translation>轮次，时间</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>FGSM</source>
        <translation>FGSM</translation>
    </message>
    <message>
        <source>PGD-10</source>
        <translation>PGD-10</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Check: its curves are drawn</source>
        <translation>勾选：绘制其曲线</translation>
    </message>
    <message>
        <source>What was trained, and the epsilon it was trained against</source>
        <translation>训练的目标，以及训练时对抗的 epsilon</translation>
    </message>
    <message>
        <source>Epochs that are done, and the time of training</source>
        <translation>已完成的轮次，以及训练时间</translation>
    </message>
    <message>
        <source>Accuracy on the held-out images after the last epoch, with 95 % Wilson interval</source>
        <translation>最后一轮之后留出图像上的准确率，附 95 % Wilson 区间</translation>
    </message>
    <message>
        <source>Accuracy under FGSM after the last epoch, with 95 % Wilson interval</source>
        <translation>最后一轮之后在 FGSM 下的准确率，附 95 % Wilson 区间</translation>
    </message>
    <message>
        <source>Accuracy under PGD with 10 steps after the last epoch, with 95 % Wilson interval</source>
        <translation>最后一轮之后在 10 步 PGD 下的准确率，附 95 % Wilson 区间</translation>
    </message>
    <message>
        <source>What went wrong, and at which epoch first</source>
        <translation>出了什么问题，最早在哪一轮</translation>
    </message>
    <message>
        <source>Only values that are not the same in all the runs that are drawn</source>
        <translation>只列出所绘各次训练之间不相同的值</translation>
    </message>
    <message>
        <source>ε %1</source>
        <translation>ε %1</translation>
    </message>
    <message>
        <source>L∞, ε %1, after epoch %2</source>
        <translation>L∞，ε %1，第 %2 轮之后</translation>
    </message>
    <message>
        <source>after epoch %1</source>
        <translation>第 %1 轮之后</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::SessionBar</name>
    <message>
        <source>Networks and digit</source>
        <translation>网络与数字</translation>
    </message>
    <message>
        <source>Network A</source>
        <translation>网络 A</translation>
    </message>
    <message>
        <source>Network A: the upper row.</source>
        <translation>网络 A：上面一行。</translation>
    </message>
    <message>
        <source>vs B</source>
        <translation>对比 B</translation>
    </message>
    <message>
        <source>Compare with network B</source>
        <translation>与网络 B 比较</translation>
    </message>
    <message>
        <source>Show a second network beside the first (B).</source>
        <translation>在第一个网络旁显示第二个网络（B）。</translation>
    </message>
    <message>
        <source>Network B</source>
        <translation>网络 B</translation>
    </message>
    <message>
        <source>Network B: the lower row.</source>
        <translation>网络 B：下面一行。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Where the pictures come from.</source>
        <translation>图片的来源。</translation>
    </message>
    <message>
        <source>Previous digit</source>
        <translation>上一个数字</translation>
    </message>
    <message>
        <source>Previous digit ( [ )</source>
        <translation>上一个数字（ [ ）</translation>
    </message>
    <message>
        <source>Next digit</source>
        <translation>下一个数字</translation>
    </message>
    <message>
        <source>Next digit ( ] )</source>
        <translation>下一个数字（ ] ）</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Random digit</source>
        <translation>随机数字</translation>
    </message>
    <message>
        <source>A digit at random (R)</source>
        <translation>随机选一个数字（R）</translation>
    </message>
    <message>
        <source>Position in the data set</source>
        <translation>数据集中的位置</translation>
    </message>
    <message>
        <source>Number of the digit in its data set.</source>
        <translation>数字在数据集中的编号。</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Measure these networks under this attack and write a report (Ctrl+R)</source>
        <translation>测量这些网络在此攻击下的表现并写出报告（Ctrl+R）</translation>
    </message>
    <message>
        <source>Model A</source>
        <translation>模型 A</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network A, the upper row: %1</source>
        <translation>网络 A，上面一行：%1</translation>
    </message>
    <message>
        <source>Network B, the lower row: %1</source>
        <translation>网络 B，下面一行：%1</translation>
    </message>
    <message>
        <source> / %1</source>
        <translation> / %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 test digit(s), %2.</source>
        <translation>
            <numerusform>%1 个测试数字，%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Where the pictures come from: %1.</source>
        <translation>图片的来源：%1。</translation>
    </message>
    <message>
        <source>Get help…</source>
        <translation>获取帮助…</translation>
    </message>
    <message>
        <source>%1 – full set not found</source>
        <translation>%1 – 未找到完整数据集</translation>
    </message>
    <message>
        <source>What is grey in the list is not here; a command such as &quot;epsilonlab datasets fetch %1&quot; brings it.</source>
        <translation>列表中灰色的不在本机；例如用命令&quot;epsilonlab datasets fetch %1&quot;获取。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::SessionFiles</name>
    <message>
        <source>The session is as it was.</source>
        <translation>会话已恢复原样。</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>%1 已打开。</translation>
    </message>
    <message>
        <source>The session is open, but not as it was: %1</source>
        <translation>会话已打开，但与原来不完全相同：%1</translation>
    </message>
    <message>
        <source>The session is in %1.</source>
        <translation>会话已保存到 %1。</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Save session as</source>
        <translation>会话另存为</translation>
    </message>
    <message>
        <source>Sessions (*%1)</source>
        <translation>会话 (*%1)</translation>
    </message>
    <message>
        <source>No session was saved or opened yet</source>
        <translation>还没有保存或打开过会话</translation>
    </message>
    <message>
        <source>The last session was not closed properly; it was kept at %1.</source>
        <translation>上次会话没有正常关闭；它保存于 %1。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Sessions and saved figures (*%1 *.png *.svg *.pdf *.webp);;All files (*)</source>
        <translation>会话和已保存的图 (*%1 *.png *.svg *.pdf *.webp);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::SessionLoader</name>
    <message>
        <source>The network %1 of the session was not found; the present one stays.</source>
        <translation>没有找到会话中的网络 %1；保留当前网络。</translation>
    </message>
    <message>
        <source>The network %1 has other weights than in the session: numbers may differ.</source>
        <translation>网络 %1 的权重与会话中的不同：数值可能有差异。</translation>
    </message>
    <message>
        <source>Image %1 of the data set is another one than in the session; the session&apos;s own is shown.</source>
        <translation>数据集的第 %1 张图像与会话中的不同；显示会话自带的图像。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::SessionState</name>
    <message>
        <source>image %1</source>
        <translation>图像 %1</translation>
    </message>
    <message>
        <source>own picture</source>
        <translation>自己的图片</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::ShortcutSheet</name>
    <message>
        <source>Left / Right</source>
        <translation>左 / 右</translation>
    </message>
    <message>
        <source>Epsilon less / more by 0.005 (L2: 0.05)</source>
        <translation>Epsilon 减小 / 增大 0.005（L2：0.05）</translation>
    </message>
    <message>
        <source>Shift+Left / Shift+Right</source>
        <translation>Shift+左 / Shift+右</translation>
    </message>
    <message>
        <source>Epsilon less / more by 0.05 (L2: 0.5)</source>
        <translation>Epsilon 减小 / 增大 0.05（L2：0.5）</translation>
    </message>
    <message>
        <source>Page Up / Page Down</source>
        <translation>Page Up / Page Down</translation>
    </message>
    <message>
        <source>Epsilon more / less by 0.1 (L2: 1)</source>
        <translation>Epsilon 增大 / 减小 0.1（L2：1）</translation>
    </message>
    <message>
        <source>C (hold)</source>
        <translation>C（按住）</translation>
    </message>
    <message>
        <source>Blink from the attacked picture to the clean one</source>
        <translation>在受攻击图片与干净图片之间闪烁对比</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>按键及其作用</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::StatusChip</name>
    <message>
        <source>What the program is doing</source>
        <translation>程序正在做什么</translation>
    </message>
    <message>
        <source>● training, epoch %1</source>
        <translation>● 训练第 %1 轮</translation>
    </message>
    <message>
        <source>○ idle · CPU</source>
        <translation>○ 空闲 · CPU</translation>
    </message>
    <message>
        <source>‖ paused, epoch %1</source>
        <translation>‖ 暂停于第 %1 轮</translation>
    </message>
    <message>
        <source>● working</source>
        <translation>● 工作中</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the running job</source>
        <translation>停止正在运行的任务</translation>
    </message>
    <message>
        <source>Stop the running job; what is finished is kept.</source>
        <translation>停止正在运行的任务；已完成的部分会保留。</translation>
    </message>
    <message>
        <source>Time and passes of the picture shown</source>
        <translation>所示图片的耗时和计算遍数</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 pass(es)</source>
        <translation>
            <numerusform>%1 · %2 遍</numerusform>
        </translation>
    </message>
    <message>
        <source>Computing time of the picture shown and its forward and backward passes, both networks.</source>
        <translation>所示图片的计算时间以及前向和反向计算遍数，两个网络合计。</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 条警告</numerusform>
        </translation>
    </message>
    <message>
        <source>Simulated fault</source>
        <translation>模拟故障</translation>
    </message>
    <message>
        <source>Simulated fault: %1</source>
        <translation>模拟故障：%1</translation>
    </message>
    <message>
        <source>The program was started with --fault %1. What it says now is about a fault that it makes itself.</source>
        <translation>程序以 --fault %1 启动。它现在说的是自己制造的故障。</translation>
    </message>
    <message>
        <source>%1 / %2 steps</source>
        <translation>%1 / %2 步</translation>
    </message>
    <message>
        <source>No warnings so far. A click opens the log.</source>
        <translation>目前没有警告。点击打开日志。</translation>
    </message>
    <message>
        <source>%1
A click opens the log.</source>
        <translation>%1
点击打开日志。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TourBubble</name>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Where the tour is</source>
        <translation>导览到了哪里</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一站</translation>
    </message>
    <message>
        <source>Next stop of the tour</source>
        <translation>导览的下一站</translation>
    </message>
    <message>
        <source>On to the next stop (F2), whether you did this one or not.</source>
        <translation>到下一站（F2），不管这一站做没做。</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Everything is as it was before (Esc).</source>
        <translation>一切恢复原样（Esc）。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TourFrame</name>
    <message>
        <source>What the tour is about</source>
        <translation>导览所指之处</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainArea</name>
    <message>
        <source>One run</source>
        <translation>单次训练</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainDatasetBox</name>
    <message>
        <source>Images to train on</source>
        <translation>用于训练的图像</translation>
    </message>
    <message>
        <source>The training part of a data set. Its last images are held out and measured after every epoch.</source>
        <translation>数据集的训练部分。其最后的图像被留出，每轮之后测量。</translation>
    </message>
    <message>
        <source>Built-in sample</source>
        <translation>内置样本</translation>
    </message>
    <message numerus="yes">
        <source>%1 training image(s), %2.</source>
        <translation>
            <numerusform>%1 张训练图像，%2。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainFigures</name>
    <message>
        <source>Progress and newest numbers</source>
        <translation>进度与最新数值</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Epoch, rate and time left</source>
        <translation>轮次、速度和剩余时间</translation>
    </message>
    <message>
        <source>Held-out, clean</source>
        <translation>留出图像，干净</translation>
    </message>
    <message>
        <source>Held-out, FGSM</source>
        <translation>留出图像，FGSM</translation>
    </message>
    <message>
        <source>Held-out, PGD-10</source>
        <translation>留出图像，PGD-10</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Learning rate now</source>
        <translation>当前学习率</translation>
    </message>
    <message numerus="yes">
        <source>%1 / %2 batch(es)</source>
        <translation>
            <numerusform>%1 / %2 批次</numerusform>
        </translation>
    </message>
    <message>
        <source>opening the images</source>
        <translation>正在打开图像</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2 轮</translation>
    </message>
    <message>
        <source> · %1 images/s</source>
        <translation> · %1 张图像/秒</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · 还需 %1</translation>
    </message>
    <message>
        <source> · %1 in all</source>
        <translation> · 共 %1</translation>
    </message>
    <message>
        <source>no images are held out</source>
        <translation>没有留出图像</translation>
    </message>
    <message>
        <source>measured after each epoch</source>
        <translation>每轮之后测量</translation>
    </message>
    <message>
        <source>
n = %2, ε %1</source>
        <translation>
n = %2，ε %1</translation>
    </message>
    <message>
        <source>
n = %2, epoch %1</source>
        <translation>
n = %2，第 %1 轮</translation>
    </message>
    <message>
        <source>On the held-out images after epoch %1. L∞, ε %2. The range is a 95 % Wilson interval.</source>
        <translation>第 %1 轮之后在留出图像上测得。L∞，ε %2。范围为 95 % Wilson 区间。</translation>
    </message>
    <message>
        <source>%1 of %2
training ε %3</source>
        <translation>%1，设定 %2
训练 ε %3</translation>
    </message>
    <message>
        <source> · %1 so far</source>
        <translation> · 目前 %1</translation>
    </message>
    <message>
        <source>accuracy %1
n = %2 (1 batch)</source>
        <translation>准确率 %1
n = %2（1 个批次）</translation>
    </message>
    <message>
        <source>accuracy %1
1 batch</source>
        <translation>准确率 %1
1 个批次</translation>
    </message>
    <message>
        <source>On batch %1 alone, as it was trained on. The last batch of an epoch is often smaller.</source>
        <translation>仅为第 %1 个批次、按其训练时的样子。每轮的最后一个批次往往较小。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainFiles</name>
    <message>
        <source>The network was saved as %1.</source>
        <translation>网络已保存为 %1。</translation>
    </message>
    <message>
        <source>The run was written to %1.</source>
        <translation>训练已写入 %1。</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <source>Networks (*.safetensors)</source>
        <translation>网络 (*.safetensors)</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>导出训练</translation>
    </message>
    <message>
        <source>Table (*.csv);;JSON (*.json)</source>
        <translation>表格 (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>打开训练</translation>
    </message>
    <message numerus="yes">
        <source>%1 run(s) were written to %2.</source>
        <translation>
            <numerusform>已将 %1 次训练写入 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export runs</source>
        <translation>导出训练</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainLens</name>
    <message>
        <source>Time machine</source>
        <translation>时光机</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>The network as it was after each kept epoch, on the same digit, attack and ε. At the right end it follows the run.</source>
        <translation>每个保留轮次之后的网络，用同样的数字、攻击和 ε。在最右端时跟随训练。</translation>
    </message>
    <message>
        <source>Epoch shown</source>
        <translation>所示轮次</translation>
    </message>
    <message>
        <source>As A</source>
        <translation>作为 A</translation>
    </message>
    <message>
        <source>This network is network A of every tab</source>
        <translation>此网络在每个标签页中作为网络 A</translation>
    </message>
    <message>
        <source>What the network of this epoch makes of the digits</source>
        <translation>这一轮的网络如何判读这些数字</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation>%1，第 %2 轮</translation>
    </message>
    <message>
        <source>epoch %1 cannot be opened</source>
        <translation>无法打开第 %1 轮</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>Ten digits, each with the smallest ε that fools the network of this epoch: longer bars are better.</source>
        <translation>十个数字，各带骗过这一轮次网络的最小 ε：条越长越好。</translation>
    </message>
    <message>
        <source>The probe digits are still being measured, so there is no figure of them yet. Wait until each has its value.</source>
        <translation>探测数字仍在测量中，因此还没有它们的图。请等到每个数字都有数值。</translation>
    </message>
    <message>
        <source>1 attack step</source>
        <translation>1 步攻击</translation>
    </message>
    <message>
        <source>The attack on this digit, step by step from its start (F8)</source>
        <translation>这个数字所受的攻击，从起点一步一步走 (F8)</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>The digit of the Attack tab and ten probe digits; in a low window other things make room for them</source>
        <translation>“攻击”页的数字和十个探测数字；窗口较矮时，其他内容会为它们让出位置</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainPlots</name>
    <message>
        <source>Curves of the training</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>No run yet – press ▶ Train or Ctrl+T</source>
        <translation>还没有训练 – 请按 ▶ 训练或 Ctrl+T</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>准确率（%）</translation>
    </message>
    <message>
        <source>Accuracy on the training batch, on held-out images, and under FGSM and PGD</source>
        <translation>训练批次、留出图像以及 FGSM 和 PGD 下的准确率</translation>
    </message>
    <message>
        <source>chance 10 %</source>
        <translation>随机猜测 10 %</translation>
    </message>
    <message>
        <source>Wheel zooms along the axis (Shift: upwards), drag moves, right drag zooms to a box, double-click follows again.</source>
        <translation>滚轮沿轴缩放（Shift：纵向），拖动移动，右键拖动框选放大，双击重新跟随。</translation>
    </message>
    <message>
        <source>How the curves are drawn</source>
        <translation>曲线的画法</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Display only; the thin line stays the raw values, and so do exports.</source>
        <translation>仅影响显示；细线仍是原始值，导出也是。</translation>
    </message>
    <message>
        <source>logarithmic loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>over</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>held out, clean</source>
        <translation>留出，干净</translation>
    </message>
    <message>
        <source>held out, clean (n = %1)</source>
        <translation>留出，干净（n = %1）</translation>
    </message>
    <message>
        <source> (n = %1)</source>
        <translation>（n = %1）</translation>
    </message>
    <message>
        <source>, ε %1</source>
        <translation>，ε %1</translation>
    </message>
    <message>
        <source>FGSM%1%2</source>
        <translation>FGSM%1%2</translation>
    </message>
    <message>
        <source>PGD-10%1%2</source>
        <translation>PGD-10%1%2</translation>
    </message>
    <message>
        <source>step (batches)</source>
        <translation>步（批次）</translation>
    </message>
    <message>
        <source>training time (s)</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>What the curves are drawn over: batches, epochs, or seconds of training.</source>
        <translation>曲线沿什么画：批次、轮次，还是训练的秒数。</translation>
    </message>
    <message>
        <source>Each line of the grid is ten times the one below: small losses are told apart.</source>
        <translation>网格每条线是下面一条的十倍：小的损失也分得清。</translation>
    </message>
    <message>
        <source>There is no run to draw yet. Train one (Ctrl+T) or open its folder.</source>
        <translation>还没有可绘制的训练。请开始训练 (Ctrl+T) 或打开训练的文件夹。</translation>
    </message>
    <message>
        <source>The run “%1” on %2: loss above, accuracy below, over: %3. %4.</source>
        <translation>训练“%1”，数据 %2：上为损失，下为准确率，横轴：%3。%4。</translation>
    </message>
    <message>
        <source>Training curves are smoothed with %1; the thin lines are the raw values.</source>
        <translation>训练曲线以 %1 平滑；细线为原始值。</translation>
    </message>
    <message>
        <source>training (n %1)</source>
        <translation>训练（n %1）</translation>
    </message>
    <message>
        <source>training, certified (n %1)</source>
        <translation>训练，经认证（n %1）</translation>
    </message>
    <message>
        <source>training, small boxes (n %1)</source>
        <translation>训练，小盒（n %1）</translation>
    </message>
    <message>
        <source>training, attacked (n %1)</source>
        <translation>训练，受攻击（n %1）</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainRecipe</name>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>A recipe to start from; every value below can be changed.</source>
        <translation>作为起点的配方；下面的每个值都可以更改。</translation>
    </message>
    <message>
        <source>What the preset is</source>
        <translation>预设的内容</translation>
    </message>
    <message>
        <source>Difference to the running recipe</source>
        <translation>与正在运行的配方的差异</translation>
    </message>
    <message>
        <source>What is wrong with a value</source>
        <translation>值有什么问题</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Load a recipe from a JSON file</source>
        <translation>从 JSON 文件载入配方</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save this recipe as a JSON file</source>
        <translation>将此配方保存为 JSON 文件</translation>
    </message>
    <message>
        <source>%1 Changed below.</source>
        <translation>%1下方有更改。</translation>
    </message>
    <message>
        <source>%1 &lt;a href=&quot;running&quot;&gt;Show what runs&lt;/a&gt;</source>
        <translation>%1 &lt;a href=&quot;running&quot;&gt;显示正在运行的&lt;/a&gt;</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read (%2). The recipe here stays as it is.</source>
        <translation>无法读取“%1”（%2）。这里的配方保持不变。</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Load recipe</source>
        <translation>载入配方</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>配方 (*.json)</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainTransport</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>▶ Train</source>
        <translation>▶ 训练</translation>
    </message>
    <message>
        <source>Start training, pause, go on (Ctrl+T)</source>
        <translation>开始训练、暂停、继续（Ctrl+T）</translation>
    </message>
    <message>
        <source>1 batch</source>
        <translation>1 个批次</translation>
    </message>
    <message>
        <source>Change the weights once, then wait (F9)</source>
        <translation>改变一次权重，然后等待（F9）</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 轮</translation>
    </message>
    <message>
        <source>To the end of this epoch, then wait (Shift+F9)</source>
        <translation>到本轮结束，然后等待（Shift+F9）</translation>
    </message>
    <message>
        <source>■ Stop and keep</source>
        <translation>■ 停止并保留</translation>
    </message>
    <message>
        <source>End this run; its network and its curves stay</source>
        <translation>结束本次训练；其网络和曲线会保留</translation>
    </message>
    <message>
        <source>↺ Start again</source>
        <translation>↺ 重新开始</translation>
    </message>
    <message>
        <source>A new run with the recipe on the left; the old one is kept</source>
        <translation>按左侧配方开始新的训练；旧的会保留</translation>
    </message>
    <message>
        <source>Live as A</source>
        <translation>实时作为 A</translation>
    </message>
    <message>
        <source>The network in training is network A of every tab</source>
        <translation>训练中的网络在每个标签页中作为网络 A</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Look at a run folder, also while another program writes it</source>
        <translation>查看训练文件夹，即使另一个程序正在写入</translation>
    </message>
    <message>
        <source>Save network…</source>
        <translation>保存网络…</translation>
    </message>
    <message>
        <source>Save the network as it is now, as a .safetensors file</source>
        <translation>将网络按当前状态保存为 .safetensors 文件</translation>
    </message>
    <message>
        <source>Export run…</source>
        <translation>导出训练…</translation>
    </message>
    <message>
        <source>Every measured value, unrounded, as CSV or JSON</source>
        <translation>每个测量值，不取整，导出为 CSV 或 JSON</translation>
    </message>
    <message>
        <source>■ Stop</source>
        <translation>■ 停止</translation>
    </message>
    <message>
        <source>↺ Again</source>
        <translation>↺ 重来</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>▶ Resume</source>
        <translation>▶ 继续</translation>
    </message>
    <message>
        <source>‖ Pause</source>
        <translation>‖ 暂停</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较训练</translation>
    </message>
    <message>
        <source>Several runs in one plot, with a table of recipes and results (Ctrl+Shift+T)</source>
        <translation>多次训练绘于一图，并附方案与结果的表格（Ctrl+Shift+T）</translation>
    </message>
    <message>
        <source>1 attack step</source>
        <translation>1 步攻击</translation>
    </message>
    <message>
        <source>The attack on the time machine&apos;s digit, step by step from its start (F8)</source>
        <translation>时间机器中的数字所受的攻击，从起点一步一步走 (F8)</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::TrainView</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;What am I seeing?&lt;/b&gt;&lt;/p&gt;&lt;p&gt;A network learns from batches of images. Above: its loss, how wrong it is. Below: how many images it reads right, on the batch it learns from, on images that were held out, and on those under FGSM and PGD.&lt;/p&gt;&lt;p&gt;Held-out values are measured after every epoch; a ⚑ marks what happened: an epoch that was kept, another learning rate, an alarm.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Try next&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Train with “standard” and watch the PGD curve stay near zero while the clean one climbs. Then train with an adversarial objective: the network keeps more under attack, and gives away some clean accuracy.&lt;/p&gt;&lt;p&gt;“Live as A” puts the network into the Attack tab while it learns.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;我看到的是什么？&lt;/b&gt;&lt;/p&gt;&lt;p&gt;网络从一批批图像中学习。上方：它的损失，即错得多厉害。下方：它读对多少图像，分别针对正在学习的批次、留出的图像，以及 FGSM 和 PGD 攻击下的留出图像。&lt;/p&gt;&lt;p&gt;留出图像上的值在每轮之后测量；⚑ 标出发生的事：保留了某一轮、换了学习率、出现警报。&lt;/p&gt;&lt;p&gt;&lt;b&gt;接下来试试&lt;/b&gt;&lt;/p&gt;&lt;p&gt;用“标准”训练，看 PGD 曲线停在零附近，而干净曲线上升。再用对抗训练目标训练：网络在攻击下保住更多，但会让出一些干净准确率。&lt;/p&gt;&lt;p&gt;“实时作为 A”把正在学习的网络放进“攻击”标签页。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>This run is not written to the disk.</source>
        <translation>本次训练没有写入磁盘。</translation>
    </message>
    <message>
        <source>Everything is kept in %1</source>
        <translation>一切都保存在 %1</translation>
    </message>
    <message>
        <source>%1: this applies to a new run. The one that runs is not touched.</source>
        <translation>%1：这适用于新的训练。正在运行的不受影响。</translation>
    </message>
    <message>
        <source>Start new run</source>
        <translation>开始新的训练</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>继续当前的</translation>
    </message>
    <message>
        <source>Edited: this applies to a new run.</source>
        <translation>已编辑：这适用于新的训练。</translation>
    </message>
    <message>
        <source>“%1” is being trained by another program; its curves follow.</source>
        <translation>“%1”正由另一个程序训练；其曲线会持续更新。</translation>
    </message>
    <message>
        <source>“%1” of %2, as it was written in %3</source>
        <translation>%2 的“%1”，如 %3 中所写</translation>
    </message>
    <message>
        <source>A run is in training here; %1 was put beside it.</source>
        <translation>此处正在训练；%1 已放在它旁边。</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较训练</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Curves of the training</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>Probe digits</source>
        <translation>探测数字</translation>
    </message>
    <message>
        <source>Epoch %1: %2</source>
        <translation>第 %1 轮：%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%2 alarm(s) before this one are in the log.)</source>
        <translation>
            <numerusform>%1（此前的 %2 个警报在日志中。）</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;What am I seeing?&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Several runs, each a row of the table and a line of its own colour, dash and mark. The check box draws it or leaves it out; the list below the table chooses what is drawn.&lt;/p&gt;&lt;p&gt;An accuracy stands over its 95 % interval and the number of images: where two intervals overlap, the difference may be chance. “What differs” holds only the values that are not the same in all the runs that are drawn.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Try next&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Train the same recipe with two seeds: so much differs by chance alone. Then change one value, train again, and see whether the lines part by more than that.&lt;/p&gt;&lt;p&gt;A run keeps its colour here for as long as it is in the list; a run that another program writes is followed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;我看到的是什么？&lt;/b&gt;&lt;/p&gt;&lt;p&gt;多次训练：每次是表中的一行，也是图中一条有自己颜色、线型和标记的线。勾选框决定是否画出它；表下方的列表选择画什么。&lt;/p&gt;&lt;p&gt;准确率下方是它的 95 % 区间和图像数：两个区间重叠时，差别可能只是偶然。“不同之处”只列出在所有画出的训练中并不相同的值。&lt;/p&gt;&lt;p&gt;&lt;b&gt;接下来试试&lt;/b&gt;&lt;/p&gt;&lt;p&gt;用两个种子训练同一配方：仅偶然就会相差这么多。然后改变一个值，再训练一次，看两条线是否相差更多。&lt;/p&gt;&lt;p&gt;只要训练还在列表中，它就保持自己的颜色；另一个程序正在写入的训练会被跟随。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Learning rate of this run is now %1.</source>
        <translation>本次训练的学习率现为 %1。</translation>
    </message>
</context>
<context>
    <name>epsilonlab::ui::UndoHistory</name>
    <message>
        <source>choice of networks</source>
        <translation>选择网络</translation>
    </message>
    <message>
        <source>choice of digit</source>
        <translation>选择数字</translation>
    </message>
    <message>
        <source>choice of attack</source>
        <translation>选择攻击</translation>
    </message>
    <message>
        <source>values of the attack</source>
        <translation>攻击的参数值</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>epsilon</translation>
    </message>
</context>
</TS>
