void epsilonlab_ui_placeholder();
